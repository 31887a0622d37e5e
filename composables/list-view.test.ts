// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest'
import { speak } from './i18n.ts'
import { aConversation } from '../db/testing/builders.ts'
import { badgeOf, shownRow } from './list-view.ts'

afterEach(() => speak('en'))

const none = { ownerId: null, waitingSince: null }
const MINUTE = 60_000

const CASES = [
  [{ ...none, state: 'ai' as const }, 'AI Active', 'AI Aktif'],
  [{ ...none, state: 'waiting' as const, waitingSince: 0 }, 'Waiting 4m', 'Menunggu 4 mnt'],
  [{ ...none, state: 'human' as const, ownerId: 'me' }, 'Handled by You', 'Ditangani Anda'],
  [{ ...none, state: 'resolved' as const }, 'Resolved', 'Selesai'],
] as const

const NOBODY = { ownerName: null, ownerOffline: false }

test.each(CASES)(
  'the badge has the words of the specification: %j',
  async (conversation, english, indonesian) => {
    expect(badgeOf(conversation, 'me', 4 * MINUTE, NOBODY).label).toBe(english)
    await speak('id')
    expect(badgeOf(conversation, 'me', 4 * MINUTE, NOBODY).label).toBe(indonesian)
  },
)

test('a colleague who holds it is called by the first name when known', () => {
  const held = { ...none, state: 'human' as const, ownerId: 'sari' }
  expect(badgeOf(held, 'me', 0, { ownerName: 'Sari Dewi', ownerOffline: false }).label).toBe(
    'Handled by Other · Sari',
  )
  expect(badgeOf(held, 'me', 0, NOBODY)).toEqual({ tone: 'other', label: 'Handled by Other' })
})

test('the first minute of waiting is told as less than one', () => {
  const waiting = { ...none, state: 'waiting' as const, waitingSince: 1_000 }
  expect(badgeOf(waiting, 'me', 2_000, NOBODY).label).toBe('Waiting <1m')
})

test('who has waited as long as the team allows is late', () => {
  const waiting = { ...none, state: 'waiting' as const, waitingSince: 0 }
  const badge = (now: number) => badgeOf(waiting, 'me', now, NOBODY, 5 * MINUTE)
  expect(badge(5 * MINUTE - 1).tone).toBe('waiting')
  expect(badge(5 * MINUTE)).toEqual({ tone: 'late', label: 'Waiting 5m' })
})

test('the last line reads as the message does, without the signs of its Markdown', () => {
  const lastMessage = {
    ...{ author: { kind: 'ai' as const }, attached: null, at: 1_000 },
    text: 'Open **Orders**\nand press **Track**.',
  }
  const row = { conversation: aConversation(1, { lastMessage }), unread: 0, ...NOBODY }
  expect(shownRow(row, 'me', 2_000).preview).toBe('AI: Open Orders and press Track.')
})
