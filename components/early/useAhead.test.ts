import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { effectScope } from 'vue'
import type { ChatItem } from '../../db/queries/conversation-messages.ts'
import { aMessage, testId } from '../../db/testing/builders.ts'
import { aheadTeller } from '../../messaging/ahead.ts'
import { useAhead, withAhead } from './useAhead.ts'

const item = (seq: number): ChatItem => {
  const message = aMessage(seq)
  return { kind: 'message', id: message.id, message }
}
const pending = (id: string): ChatItem => ({
  ...{ kind: 'pending', id, unseen: null },
  pending: {
    ...{ id, text: 'Hello', attachments: [], visibility: 'everyone', createdAt: 1 },
    ...{ status: 'queued', failure: null, notBefore: null },
  },
})
const idsOf = (items: readonly ChatItem[]) => items.map(({ id }) => id)
const id = (seq: number) => aMessage(seq).id

describe('a message told ahead', () => {
  test('stands behind what is stored, in the order of the conversation, and before mine on its way', () => {
    const shown = withAhead([item(1), item(2), pending('mine')], [aMessage(4), aMessage(3)], false)
    expect(idsOf(shown)).toEqual([id(1), id(2), id(3), id(4), 'mine'])
  })

  test('waits while the one before it is not here', () => {
    const stored = [item(1)]
    expect(withAhead(stored, [aMessage(3)], false)).toBe(stored)
    expect(withAhead([], [aMessage(3)], false)).toEqual([])
  })

  test('is the first of a conversation that has none', () => {
    expect(idsOf(withAhead([], [aMessage(1)], true))).toEqual([id(1)])
  })

  test('is not shown beside its stored self, nor beside the same on its way', () => {
    expect(idsOf(withAhead([item(1), item(2)], [aMessage(2)], false))).toEqual([id(1), id(2)])
    expect(idsOf(withAhead([item(1), pending(id(2))], [aMessage(2)], false))).toEqual([
      id(1),
      id(2),
    ])
  })
})

describe('a panel', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())

  test('hears of its own conversation only, and forgets what was not stored in time', async () => {
    const scope = effectScope(true)
    const heard = scope.run(() => useAhead(testId('conversation', 1)))
    aheadTeller()([aMessage(1), aMessage(2, { conversationId: testId('conversation', 2) })])
    await vi.waitUntil(() => heard?.value.length === 1, { timeout: 30_000 })
    expect(heard?.value[0]?.id).toBe(id(1))
    vi.advanceTimersByTime(5_000)
    expect(heard?.value).toEqual([])
    scope.stop()
  })
})
