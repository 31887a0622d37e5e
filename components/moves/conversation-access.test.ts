// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { aConversation, anAgent, ME, SARI } from '../../tests/support/rows.ts'
import { conversationAccess } from './conversation-access.ts'

const agent = anAgent({ id: ME, role: 'agent' })
const named = (name: string, offline = false, takers: string[] = []) => ({ name, offline, takers })
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

test('who has been given it is not said to be answering before they accept', () => {
  const transfer = { kind: 'offered', by: { id: ME, name: 'Rina' }, note: null, at: 1 } as const
  const theirs = aConversation({ state: 'human', ownerId: SARI, transfer })
  expect(conversationAccess(theirs, agent, named('Sari')).locked).toBe(
    'Sari was given this conversation and has not accepted it yet.',
  )
})

test('who may not take it is told who could; who may has a button', () => {
  const theirs = aConversation({ state: 'human', ownerId: SARI })
  const held = named('Sari', true, ['Dimas', 'Tomi'])
  expect(conversationAccess(theirs, agent, held).locked).toBe(
    'Sari has this conversation and is offline. Dimas or Tomi could take it over.',
  )
  expect(conversationAccess(theirs, admin, held).locked).toBe(
    'Sari has this conversation and is offline.',
  )
})
