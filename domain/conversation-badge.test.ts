import { expect, test } from 'vitest'
import { conversationBadge } from './conversation-badge.ts'

const none = { ownerId: null, waitingSince: null }
const MINUTE = 60_000

test.each([
  [{ ...none, state: 'ai' as const }, 'AI Active'],
  [{ ...none, state: 'waiting' as const, waitingSince: 0 }, 'Waiting 4m'],
  [{ ...none, state: 'human' as const, ownerId: 'me' }, 'Handled by You'],
  [{ ...none, state: 'resolved' as const }, 'Resolved'],
])('the badge has the words of the specification', (conversation, label) => {
  expect(conversationBadge(conversation, 'me', 4 * MINUTE).label).toBe(label)
})

test('a colleague who holds it is named when known', () => {
  const held = { ...none, state: 'human' as const, ownerId: 'sari' }
  expect(conversationBadge(held, 'me', 0, 'Sari').label).toBe('Handled by Other · Sari')
  expect(conversationBadge(held, 'me', 0)).toEqual({ tone: 'other', label: 'Handled by Other' })
})

test('the first minute of waiting is told as less than one', () => {
  const waiting = { ...none, state: 'waiting' as const, waitingSince: 1_000 }
  expect(conversationBadge(waiting, 'me', 2_000).label).toBe('Waiting <1m')
})

test('who has waited as long as the team allows is late', () => {
  const waiting = { ...none, state: 'waiting' as const, waitingSince: 0 }
  const badge = (now: number) => conversationBadge(waiting, 'me', now, undefined, 5 * MINUTE)
  expect(badge(5 * MINUTE - 1).tone).toBe('waiting')
  expect(badge(5 * MINUTE)).toEqual({ tone: 'late', label: 'Waiting 5m' })
})
