// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest'
import { effectScope } from 'vue'
import { db, inWorld } from '../../tests/support/panel-world.ts'
import type { Connection } from '../../db/rows.ts'
import type { Answer, AskFailure, Done } from '@baton/protocol/errors.ts'
import { answerAsks } from '../../tests/support/answer-asks.ts'
import { seenPresence, usePresence } from './usePresence.ts'
import { useSession } from '../live/useSession.ts'

const scope = effectScope()
afterEach(() => vi.restoreAllMocks())

/** The agent's choice, the background's answer to which is given, under a connection. */
async function choosing(value: Connection, answer: Answer<Done, AskFailure>) {
  await db.meta.put({ key: 'connection', value })
  const asked = vi.fn(() => Promise.resolve(answer))
  answerAsks({ 'presence:set': asked })
  const [presence, session] = scope.run(inWorld(() => [usePresence(), useSession()] as const)) ?? []
  if (!presence || !session) throw new Error('The scope has ended.')
  await expect.poll(() => session.connection.value).toEqual(value)
  await presence.choose('away')
  return { asked, failed: presence.failed.value }
}

test('without a line to the server colleagues see the agent as offline, whatever was chosen', () => {
  expect(seenPresence('available', { status: 'offline', since: 1 })).toBe('offline')
  expect(seenPresence('away', { status: 'outdated', older: 'panel' })).toBe('offline')
})

test('while the panel begins to connect, the last state stands', () => {
  expect(seenPresence('available', { status: 'connecting' })).toBe('available')
  expect(seenPresence('away', { status: 'catching-up', behind: 3 })).toBe('away')
  expect(seenPresence('available', { status: 'full' })).toBe('available')
})

test('a choice made offline is refused at once, and said to be', async () => {
  const { asked, failed } = await choosing({ status: 'offline', since: 1 }, { ok: true, data: {} })
  expect(failed).toBe(true)
  expect(asked).not.toHaveBeenCalled()
})

test('a choice that the server did not answer is said to have failed, until one is answered', async () => {
  const refused = { ok: false as const, error: { code: 'offline' as const } }
  expect((await choosing({ status: 'live' }, refused)).failed).toBe(true)
  expect((await choosing({ status: 'live' }, { ok: true, data: {} })).failed).toBe(false)
})
