// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest'
import { watch } from 'vue'
import { db, inWorld } from '../../tests/support/panel-world.ts'
import { aConversation } from '../../db/testing/builders.ts'
import { answerAsks } from '../../tests/support/answer-asks.ts'
import type { Answer, AskFailure } from '@baton/protocol/errors.ts'
import type { Moved } from '@baton/protocol/ownership.ts'
import { useMoves } from './useMoves.ts'

const nudged = vi.fn<() => Promise<Answer<Moved, AskFailure>>>()
// The background dies in the middle of whatever else it is asked, as a killed worker does.
answerAsks({ 'conversation:nudge': nudged })

const FIRST = aConversation(1)
const moves = inWorld(useMoves)()

const noticeGone = () =>
  new Promise<void>((resolve) => {
    const stop = watch(
      () => moves.notices.has(FIRST.id),
      (there) => {
        if (there) return
        queueMicrotask(() => stop())
        resolve()
      },
      { immediate: true },
    )
  })

beforeEach(async () => {
  moves.dismiss(FIRST.id)
  await db.conversations.clear()
  await db.conversations.put(FIRST)
})

test('a take-over without an answer says so, until the conversation shows what came of it', async () => {
  expect(await moves.takeOver(FIRST)).toBe(false)
  expect(moves.notices.get(FIRST.id)).toContain('did not answer')
  await db.conversations.put({ ...FIRST, state: 'human', epoch: 1 })
  await noticeGone()
})

test('the truth may have arrived before the answer failed', async () => {
  await db.conversations.put({ ...FIRST, state: 'human', epoch: 1 })
  await moves.takeOver(FIRST)
  await noticeGone()
})

test('a change that is no change of owner leaves the notice', async () => {
  await moves.takeOver(FIRST)
  await db.conversations.put({ ...FIRST, lastSeq: 4 })
  expect((await db.conversations.get(FIRST.id))?.lastSeq).toBe(4)
  expect(moves.notices.has(FIRST.id)).toBe(true)
})

test('one who nudged lately is told when they may again', async () => {
  const error = { code: 'rate-limited' as const, retryAfterMs: 4 * 60_000 }
  nudged.mockResolvedValueOnce({ ok: false, error })
  expect(await moves.nudge(FIRST)).toBe(false)
  expect(moves.notices.get(FIRST.id)).toMatch(/You can do it again at \d+:\d+/)
  nudged.mockResolvedValueOnce({ ok: false, error: { ...error, retryAfterMs: 500 } })
  await moves.nudge(FIRST)
  expect(moves.notices.get(FIRST.id)).toContain('Wait a moment')
})

test('offline it says so, and a nudge without an answer says so until it is seen', async () => {
  nudged.mockResolvedValueOnce({ ok: false, error: { code: 'offline' } })
  await moves.nudge(FIRST)
  expect(moves.notices.get(FIRST.id)).toContain('You are offline')
  nudged.mockResolvedValueOnce({ ok: false, error: { code: 'no-answer' } })
  await moves.nudge(FIRST)
  expect(moves.notices.get(FIRST.id)).toContain('did not answer')
  const by = { id: 'me', name: 'Budi' }
  await db.conversations.put({ ...FIRST, nudges: [{ by, ownerId: 'sari', at: 1, seq: 1 }] })
  await noticeGone()
})
