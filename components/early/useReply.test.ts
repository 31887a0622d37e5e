import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope } from 'vue'
import { testId } from '../../db/testing/builders.ts'
import { replyTeller } from '../../messaging/replies.ts'
import { useReply } from './useReply.ts'

const conversationId = testId('conversation', 1)
const messageId = testId('message', 1)
const scope = effectScope()

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

test('a panel shows the words of its own conversation until they end, are silent, or the line is another', async () => {
  const reply = scope.run(() => useReply(conversationId))
  const tell = replyTeller()
  const stream = (text: string, id = conversationId) =>
    tell({ kind: 'streaming', reply: { conversationId: id, messageId, text } })
  const shows = (text: string | undefined) =>
    vi.waitUntil(() => reply?.value?.text === text, { timeout: 20_000 })

  stream('Not ours', testId('conversation', 2))
  stream('Refunds')
  await shows('Refunds')
  tell({ kind: 'ended', reply: { conversationId, messageId: testId('message', 2) } })
  stream('Refunds take')
  await shows('Refunds take')
  tell({ kind: 'ended', reply: { conversationId, messageId } })
  await shows(undefined)
  stream('Again')
  await shows('Again')
  tell({ kind: 'all-ended' })
  await shows(undefined)
  stream('And again')
  await shows('And again')
  vi.advanceTimersByTime(60_000)
  expect(reply?.value).toBeNull()
  scope.stop()
})
