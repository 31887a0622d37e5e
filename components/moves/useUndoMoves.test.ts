// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest'
import { effectScope, watch, type Ref } from 'vue'
import type { Conversation, UndoableMove } from '@baton/protocol/conversation.ts'
import { db, inWorld } from '../../tests/support/panel-world.ts'
import { aConversation, RINA, SARI, TEAM } from '../../db/testing/builders.ts'
import type { UndoableConversation } from '../../db/queries/undoable-moves.ts'
import type { Answer, AskFailure } from '@baton/protocol/errors.ts'
import { answerAsks } from '../../tests/support/answer-asks.ts'
import type { Moved } from '@baton/protocol/ownership.ts'
import { panelNotice, tellInPassing } from './panel-notice.ts'
import { madeAtOnce, useUndoMoves } from './useUndoMoves.ts'

const DONE: Answer<Moved, AskFailure> = { ok: true, data: { conversation: aConversation(9) } }
const asked: { ids: string[]; answer: Answer<Moved, AskFailure> } = {
  ids: [],
  answer: DONE,
}
answerAsks({
  'conversation:undo': ({ conversationId }) => {
    asked.ids.push(conversationId)
    return Promise.resolve(asked.answer)
  },
})

/** A conversation that was moved so long ago that there is still `leftMs` to take it back. */
function moved(n: number, leftMs: number, over: Partial<UndoableMove> = {}): UndoableConversation {
  const by = { id: RINA.id, name: RINA.name }
  const undoable = { kind: 'resolve' as const, by, until: Date.now() + leftMs, ...over }
  return { ...aConversation(n, { state: 'resolved', epoch: 4, customerCount: 1 }), undoable }
}
function becomes<T>(value: Readonly<Ref<T>>, fits: (now: T) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = watch(
      value,
      (now) => {
        if (!fits(now)) return
        queueMicrotask(() => stop())
        resolve()
      },
      { immediate: true },
    )
  })
}
const has = (...ns: number[]) => {
  const ids = ns.map((n) => aConversation(n).id).join()
  return (rows: readonly Conversation[]) => rows.map(({ id }) => id).join() === ids
}

// One panel, open all the time.
const scope = effectScope()
const moves = scope.run(inWorld(() => useUndoMoves())) ?? expect.fail()

beforeEach(async () => {
  asked.ids = []
  asked.answer = DONE
  await db.conversations.clear()
  await db.meta.put({
    key: 'account',
    value: { serverUrl: 'https://baton.test', agent: RINA, team: TEAM },
  })
  await becomes(moves.last, has())
  tellInPassing('')
})

test('what I did last is offered, whichever panel of mine did it; what others did is not', async () => {
  await db.conversations.bulkPut([
    moved(1, 5_000),
    moved(2, 8_000),
    moved(3, 9_000, { by: { id: SARI.id, name: SARI.name } }),
  ])
  await becomes(moves.last, has(2))
  await moves.undo()
  expect(asked.ids).toEqual([aConversation(2).id])
  expect(panelNotice.value).toBe('Undone: Customer 2')
})

test('what was done with several at once is taken back at once, and what came before is next', async () => {
  await db.conversations.bulkPut([
    moved(1, 4_000),
    moved(2, 8_000),
    moved(3, 8_100),
    moved(4, 8_200),
  ])
  await becomes(moves.last, has(2, 3, 4))
  await moves.undo()
  expect(asked.ids).toHaveLength(3)
  expect(panelNotice.value).toBe('3 undone')
  await db.conversations.bulkPut([2, 3, 4].map((n) => aConversation(n, { epoch: 5 })))
  await becomes(moves.last, has(1))
})

test('it is offered until its time is over, though nobody says so', async () => {
  await db.conversations.put(moved(1, 150))
  await becomes(moves.last, has(1))
  await becomes(moves.last, has())
  expect(await db.conversations.count()).toBe(1)
})

test.each([
  [{ code: 'wrong-state' } as const, /Too late/],
  [{ code: 'offline' } as const, /offline/i],
])('one that the server refuses says why: %s', async (error, why) => {
  asked.answer = { ok: false, error }
  await db.conversations.put(moved(1, 5_000))
  await becomes(moves.last, has(1))
  await moves.undo()
  expect(panelNotice.value).toMatch(why)
})

test('a customer who writes takes the resolving back: that is said', async () => {
  await db.conversations.put(moved(1, 5_000))
  await becomes(moves.last, has(1))
  await db.conversations.put(aConversation(1, { state: 'human', epoch: 5, customerCount: 2 }))
  await becomes(panelNotice, (said) => said !== '')
  expect(panelNotice.value).toBe('Customer 1 wrote again, so it is not resolved.')
})

test('moves of another kind, or longer ago, are not one with the last', () => {
  const at = (n: number, until: number, kind: UndoableMove['kind'] = 'resolve') =>
    moved(n, 0, { until, kind })
  expect(madeAtOnce([])).toEqual([])
  expect(madeAtOnce([at(1, 0), at(2, 1_000)]).map(({ id }) => id)).toEqual([aConversation(2).id])
  expect(madeAtOnce([at(1, 0, 'hand-to-ai'), at(2, 100)])).toHaveLength(1)
  expect(madeAtOnce([at(1, 0), at(2, 300), at(3, 600)])).toHaveLength(3)
})
