import { expect, test } from 'vitest'
import { badgeOf } from './badge-count.ts'

const MINUTE = 60_000
const facts = { waitingSince: [10 * MINUTE, 7 * MINUTE], mineUnread: 0, waitLimitMs: 5 * MINUTE }

test('the badge turns red when the longest wait reaches the limit, and says when that will be', () => {
  expect(badgeOf(facts, 12 * MINUTE - 1)).toEqual({
    text: '2',
    tone: 'waiting',
    changesAt: 12 * MINUTE,
  })
  expect(badgeOf(facts, 12 * MINUTE)).toEqual({ text: '2', tone: 'late', changesAt: null })
})

test('what is unread of mine counts, and never makes it red', () => {
  const mine = { ...facts, waitingSince: [], mineUnread: 3 }
  expect(badgeOf(mine, 99 * MINUTE)).toEqual({ text: '3', tone: 'waiting', changesAt: null })
  expect(badgeOf({ ...facts, mineUnread: 3 }, 0).text).toBe('5')
})
