// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { db, world } from '../../tests/support/panel-world.ts'
import type { Answer, AskFailure } from '@baton/protocol/errors.ts'
import type { Moved } from '@baton/protocol/ownership.ts'
import { aConversation, anAgent, ME, SARI } from '../../tests/support/rows.ts'
import { answerAsks } from '../../tests/support/answer-asks.ts'
import { bulkSentence, moveAll } from './bulk-moves.ts'

const agent = anAgent({ id: ME })
const answers = new Map<string, Answer<Moved, AskFailure>>()
const resolving = vi.fn<(body: { conversationId: string }) => Promise<Answer<Moved, AskFailure>>>()

beforeEach(async () => {
  answers.clear()
  await db.agents.put(anAgent({ id: SARI, name: 'Sari Wijaya' }))
  const answer = ({ conversationId }: { conversationId: string }) =>
    Promise.resolve(
      answers.get(conversationId) ?? { ok: false as const, error: { code: 'offline' as const } },
    )
  resolving.mockImplementation(answer)
  answerAsks({ 'conversation:resolve': resolving, 'conversation:hand-over': answer })
})
afterEach(() => {
  vi.restoreAllMocks()
  resolving.mockReset()
})

async function three(fields: Parameters<typeof aConversation>[0]) {
  const rows = [aConversation(fields), aConversation(fields), aConversation(fields)]
  await db.conversations.bulkPut(rows)
  for (const conversation of rows)
    answers.set(conversation.id, { ok: true, data: { conversation } })
  return rows.map(({ id }) => id)
}

test('what came of each is told together', async () => {
  const ids = await three({ state: 'human', ownerId: ME })
  const [lost] = await three({ state: 'waiting' })
  if (!lost) throw new Error('Nothing was made.')
  const winner = { id: SARI, name: 'Sari Wijaya' }
  answers.set(lost, { ok: false, error: { code: 'stale-epoch', winner } })
  const outcome = await moveAll(world, 'resolve', [...ids, lost], agent)
  expect(bulkSentence(outcome)).toBe('3 resolved, 1 is handled by Sari')
  expect(outcome.failed).toEqual([])
})

test('what a colleague holds, and what is so already, is not asked for', async () => {
  const theirs = await three({ state: 'human', ownerId: SARI })
  const resolved = await three({ state: 'resolved' })
  const outcome = await moveAll(world, 'resolve', [...theirs, ...resolved], agent)
  expect(bulkSentence(outcome)).toBe('3 are handled by Sari, 3 were resolved already')
  expect(resolving).not.toHaveBeenCalled()
})

test('what got no answer can be tried again', async () => {
  const ids = await three({ state: 'waiting' })
  answers.delete(ids[1] ?? '')
  const outcome = await moveAll(world, 'handToAi', ids, agent)
  expect(bulkSentence(outcome)).toBe(
    '2 handed back to the AI, 1 got no answer: try again when you are connected',
  )
  expect(outcome.failed).toEqual([ids[1]])
})
