import { expect, test } from 'vitest'
import { aConversation, anAgent, ME, SARI } from '../tests/support/rows.ts'
import { conversationAccess } from './conversation-access.ts'

const agent = anAgent({ id: ME, role: 'agent' })
const named = (name: string, offline = false) => ({ name, offline })
const NOBODY = named('')
const admin = anAgent({ id: ME, role: 'admin' })

test.each([
  ['ai' as const, 'AI is answering. Take over to reply.'],
  ['waiting' as const, 'The AI has paused. Take over to reply.'],
])('while it is %s the box says "%s"', (state, text) => {
  const access = conversationAccess(aConversation({ state }), agent, NOBODY)
  expect(access).toMatchObject({ locked: text, mayTakeOver: true, confirmTakeOver: false })
})

test('my own conversation has no lock and nothing to take over', () => {
  const access = conversationAccess(
    aConversation({ state: 'human', ownerId: ME }),
    agent,
    named('Rina'),
  )
  expect(access).toMatchObject({ mine: true, locked: '', mayTakeOver: false, mayResolve: true })
})

test("a colleague's conversation is theirs, and only an admin may take it, after a confirmation", () => {
  const theirs = aConversation({ state: 'human', ownerId: SARI })
  expect(conversationAccess(theirs, agent, named('Sari'))).toMatchObject({
    locked: 'Sari is answering.',
    mayTakeOver: false,
    mayResolve: false,
  })
  expect(conversationAccess(theirs, admin, named('Sari'))).toMatchObject({
    mayTakeOver: true,
    confirmTakeOver: true,
  })
})

test('a colleague who is offline is not said to be answering', () => {
  const theirs = aConversation({ state: 'human', ownerId: SARI })
  expect(conversationAccess(theirs, agent, named('Sari', true)).locked).toBe(
    'Sari has this conversation and is offline.',
  )
})
