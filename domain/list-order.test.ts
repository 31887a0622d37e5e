import type { Conversation } from '@baton/protocol/conversation.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { badgeCount, badgeText } from './badge-count.ts'
import { compareEntries, LIST_FILTERS, matchesFilter, type ListEntry } from './list-order.ts'
import { unreadCount } from './unread.ts'

const entry = (id: string, more: Partial<Conversation>, unread = 0): ListEntry => ({
  conversation: {
    ...{ id, state: 'ai', epoch: 0, ownerId: null, waitingSince: null, handoff: null },
    transfer: null,
    ...{ customer: { id, name: id, email: null }, lastSeq: 0, lastMessage: null },
    ...{ customerCount: 0, customerSeenSeq: 0, createdAt: 0, updatedAt: 0 },
    ...more,
  },
  unread,
})

const human = (ownerId: string) => ({ state: 'human' as const, ownerId })

test('waiting longest first, mine with unread, mine, AI, others, resolved', () => {
  const entries = [
    entry('resolved', { state: 'resolved' }),
    entry('other', human('sari')),
    entry('ai-old', { createdAt: 1 }),
    entry('ai-new', { createdAt: 2 }),
    entry('mine', human('me')),
    entry('mine-unread', human('me'), 2),
    entry('waits-short', { state: 'waiting', waitingSince: 9 }),
    entry('waits-long', { state: 'waiting', waitingSince: 3 }),
  ]
  expect(entries.sort(compareEntries('me')).map(({ conversation }) => conversation.id)).toEqual([
    ...['waits-long', 'waits-short', 'mine-unread', 'mine'],
    ...['ai-new', 'ai-old', 'other', 'resolved'],
  ])
})

const anyEntry = fc
  .record({
    id: fc.uuid(),
    state: fc.constantFrom('ai' as const, 'waiting' as const, 'resolved' as const),
    at: fc.nat({ max: 3 }),
  })
  .map(({ id, state, at }) => entry(id, { state, createdAt: at, waitingSince: at }))

test('the order is the same whatever order the rows came in', () => {
  fc.assert(
    fc.property(fc.uniqueArray(anyEntry, { selector: (e) => e.conversation.id }), (entries) => {
      const compare = compareEntries('me')
      expect([...entries].reverse().sort(compare)).toEqual([...entries].sort(compare))
    }),
  )
})

test('every conversation is under "all" or "resolved", and under one of the rest', () => {
  const states = [entry('a', {}), entry('b', { state: 'waiting' }), entry('c', human('me'))]
  for (const { conversation } of [...states, entry('d', human('sari'))]) {
    const under = LIST_FILTERS.filter((filter) => matchesFilter(conversation, filter, 'me'))
    expect(under).toHaveLength(2)
    expect(under[0]).toBe('all')
  }
  const { conversation } = entry('e', { state: 'resolved' })
  expect(LIST_FILTERS.filter((filter) => matchesFilter(conversation, filter, 'me'))).toEqual([
    'resolved',
  ])
})

test('the badge counts who waits, and shows nothing for none', () => {
  const conversations = [entry('a', { state: 'waiting' }), entry('b', {})].map(
    ({ conversation }) => conversation,
  )
  expect(badgeCount(conversations)).toBe(1)
  expect([0, 7, 1_000].map(badgeText)).toEqual(['', '7', '999+'])
})

test('unread is what the customer wrote since the mark, where it concerns the agent', () => {
  const mine = entry('a', { ...human('me'), customerCount: 5 }).conversation
  expect(unreadCount(mine, { customerCount: 3 }, 'me')).toBe(2)
  expect(unreadCount(mine, undefined, 'me')).toBe(5)
  expect(unreadCount(mine, { customerCount: 9 }, 'me')).toBe(0)
  expect(unreadCount(mine, undefined, 'sari')).toBe(0)
  expect(unreadCount({ ...mine, state: 'ai', ownerId: null }, undefined, 'me')).toBe(0)
})
