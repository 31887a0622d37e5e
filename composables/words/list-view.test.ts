// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest'
import type { Conversation } from '@baton/protocol/conversation.ts'
import { speak } from './i18n.ts'
import { aConversation } from '../../db/testing/builders.ts'
import { badgeOf, shownRow } from './list-view.ts'

afterEach(() => speak('en'))

const none = { ownerId: null, waitingSince: null, transfer: null }
const MINUTE = 60_000
const HOUR = 60 * MINUTE

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
    expect(badgeOf(conversation, 'me', 4 * MINUTE, NOBODY, HOUR).label).toBe(english)
    await speak('id')
    expect(badgeOf(conversation, 'me', 4 * MINUTE, NOBODY, HOUR).label).toBe(indonesian)
  },
)

test('a colleague who holds it is called by the first name when known', () => {
  const held = { ...none, state: 'human' as const, ownerId: 'sari' }
  const sari = { ownerName: 'Sari Dewi', ownerOffline: false }
  expect(badgeOf(held, 'me', 0, sari, HOUR).label).toBe('Handled by Other · Sari')
  expect(badgeOf(held, 'me', 0, NOBODY, HOUR)).toMatchObject({
    tone: 'other',
    label: 'Handled by Other',
  })
})

test('the first minute of waiting is told as less than one', () => {
  const waiting = { ...none, state: 'waiting' as const, waitingSince: 1_000 }
  expect(badgeOf(waiting, 'me', 2_000, NOBODY, HOUR).label).toBe('Waiting <1m')
})

test('who has waited as long as the team allows is late', () => {
  const waiting = { ...none, state: 'waiting' as const, waitingSince: 0 }
  const badge = (now: number) => badgeOf(waiting, 'me', now, NOBODY, 5 * MINUTE)
  expect(badge(5 * MINUTE - 1).tone).toBe('waiting')
  expect(badge(5 * MINUTE)).toMatchObject({ tone: 'late', label: 'Waiting 5m' })
})

test('a row tells a guest from others by the page, and everybody by the tags', () => {
  const page = { url: 'https://shop.example/cart', title: 'Your cart' }
  const guest = { id: 'c1', name: '', email: null }
  const about = (over: Partial<Conversation>) =>
    shownRow({ conversation: aConversation(1, over), unread: 0, ...NOBODY }, 'me', 0, HOUR).about
  expect(about({ customer: guest, page })).toBe('Your cart')
  expect(about({ customer: guest, page, tags: ['refund', 'vip'] })).toBe('refund, vip · Your cart')
  expect(about({ customer: { ...guest, name: 'Ana' }, page, tags: ['vip'] })).toBe('vip')
})

test('the last line reads as the message does, without the signs of its Markdown', () => {
  const lastMessage = {
    ...{ author: { kind: 'ai' as const }, attached: null, at: 1_000 },
    text: 'Open **Orders**\nand press **Track**.',
  }
  const row = { conversation: aConversation(1, { lastMessage }), unread: 0, ...NOBODY }
  expect(shownRow(row, 'me', 2_000, HOUR).preview).toBe('AI: Open Orders and press Track.')
})

test('a transfer that awaits my word says whose it was, and only to me', () => {
  const transfer = {
    kind: 'offered' as const,
    by: { id: 'sari', name: 'Sari Dewi' },
    note: null,
    at: 0,
  }
  const given = { ...none, state: 'human' as const, ownerId: 'me', transfer }
  expect(badgeOf(given, 'me', 0, NOBODY, HOUR)).toMatchObject({
    tone: 'offered',
    label: 'Transfer from Sari',
  })
  expect(badgeOf(given, 'tomi', 0, NOBODY, HOUR).tone).toBe('other')
  const declined = { ...given, transfer: { ...transfer, kind: 'declined' as const } }
  expect(badgeOf(declined, 'me', 0, NOBODY, HOUR).tone).toBe('mine')
})

const BOILERPLATE = 'I have asked a human colleague to join this conversation.'
const byAi = (customerSaid?: string) => ({
  ...{ author: { kind: 'ai' as const }, text: BOILERPLATE, attached: null, at: 1_000 },
  ...(customerSaid !== undefined && { customerSaid: { text: customerSaid, attached: null } }),
})
const byCustomer = (at: number) => ({
  ...{ author: { kind: 'customer' as const }, text: 'Are you there?', attached: null, at },
})
const card = (summary: string) => ({ reason: 'customer-asked' as const, summary, tried: [] })
const WAITING = { state: 'waiting' as const, waitingSince: 900, customerCount: 2 }

test.each([
  [
    'their words, not the AI’s',
    { ...WAITING, lastMessage: byAi('My bowl broke') },
    'My bowl broke',
  ],
  [
    'what the card says of what was said before it',
    { ...WAITING, lastMessage: byAi('human please'), handoff: card('The bowl arrived broken') },
    'The bowl arrived broken',
  ],
  [
    'what they wrote since',
    { ...WAITING, lastMessage: byCustomer(950), handoff: card('The bowl arrived broken') },
    'Are you there?',
  ],
  [
    'the card, where they wrote nothing since',
    { ...WAITING, lastMessage: byCustomer(800), handoff: card('The bowl arrived broken') },
    'The bowl arrived broken',
  ],
  [
    'their only words',
    {
      ...WAITING,
      customerCount: 1,
      lastMessage: byAi('A human please'),
      handoff: card('Nothing yet'),
    },
    'A human please',
  ],
  ['their words while the AI answers', { lastMessage: byAi('My bowl broke') }, 'My bowl broke'],
  ['the AI’s where there is nothing else', { lastMessage: byAi() }, `AI: ${BOILERPLATE}`],
])('a row tells what the customer wants: %s', (_what, more, line) => {
  const row = { conversation: aConversation(1, more), unread: 0, ...NOBODY }
  expect(shownRow(row, 'me', 2_000, HOUR).preview).toBe(line)
})

test('guests are told apart by the page they wrote from, others by their tags', () => {
  const page = { url: 'https://shop.example/bowls', title: 'Bowls' }
  const about = (more: Parameters<typeof aConversation>[1]) =>
    shownRow(
      { conversation: aConversation(1, { page, ...more }), unread: 0, ...NOBODY },
      'me',
      0,
      HOUR,
    ).about
  const id = '0198c0de-0000-7000-8000-00000000cb1b'
  expect(about({ customer: { id, name: 'Guest CB1B', email: null } })).toBe('Bowls')
  expect(about({ customer: { id, name: 'Ana', email: null } })).toBe('')
  expect(about({ customer: { id, name: 'Ana', email: null }, tags: ['refund', 'vip'] })).toBe(
    'refund, vip',
  )
})

test('a row tells who nudged me about it, before what was said last', () => {
  const held = aConversation(1, { state: 'human', ownerId: 'me' })
  const row = { conversation: held, unread: 0, nudgedBy: 'Budi Santoso', ...NOBODY }
  expect(shownRow(row, 'me', 0, HOUR).preview).toBe('Budi nudged you')
})

test('a row that waits tells an urgent card, and all that it says on demand', () => {
  const handoff = {
    ...{ reason: 'unsure' as const, summary: 'A colour', tried: [] },
    ...{ openQuestion: 'Is it packed?', urgency: 'high' as const },
  }
  const row = (state: Conversation['state']) =>
    shownRow(
      { conversation: aConversation(1, { state, handoff }), unread: 0, ...NOBODY },
      'me',
      0,
      HOUR,
    )
  expect(row('waiting')).toMatchObject({
    why: 'The AI was unsure · A colour · Is it packed?',
    urgent: true,
  })
  expect(row('human')).toMatchObject({ why: '', urgent: false })
})

test('a row tells whose bot and channel it is, and of a bot that does not ask that it is only watched', () => {
  const integration = (id: string, name: string, watchOnly: boolean) => ({
    ...{ id, name, kind: 'both' as const, avatar: null, watchOnly },
    ...{ givesReceipts: false, removed: false },
  })
  const withFace = { ...integration('f', 'Fay', false), avatar: '🦊' }
  const integrations = [
    integration('a', 'Atlas', true),
    integration('t', 'Telegram', false),
    withFace,
  ]
  const about = (over: Partial<Conversation>) =>
    shownRow(
      { conversation: aConversation(1, over), unread: 0, ...NOBODY, integrations },
      'me',
      0,
      HOUR,
    ).about
  expect(about({ botId: 'a', channelId: 't' })).toBe('Atlas · Telegram · watch only')
  expect(about({ botId: 't', channelId: 't' })).toBe('Telegram')
  expect(about({ botId: 'f', channelId: 'f' })).toBe('🦊 Fay')
  expect(about({ botId: 'gone' })).toBe('')
})
