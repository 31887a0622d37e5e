import { guestName } from '@baton/domain/guest.ts'
import type { Conversation, Handoff } from '@baton/protocol/conversation.ts'
import type { ToldIntegration } from '@baton/protocol/integration.ts'
import type { CustomerDetails } from '@baton/protocol/customer-details.ts'
import {
  shownRow,
  type ConversationBadge,
  type ShownRow,
} from '../../composables/words/list-view.ts'
import type { ShownFile } from '../../components/attachment/shown-file.ts'
import type { ListRow } from '../../db/queries/list-rows.ts'
import {
  aConversation,
  aMessage,
  anAccount,
  anAgent,
  anId,
  aTemplate,
  ME,
  SARI,
} from '../../tests/support/rows.ts'
import { paper, picture } from './sample-files.ts'

// Made once; a fixed team, so that the page looks the same on every day but for its clock.

const MINUTE = 60_000
export const NOW = Date.now()

export const account = anAccount()
export const sari = anAgent({ id: SARI, name: 'Sari Wijaya' })
export const agents = [
  account.agent,
  sari,
  anAgent({ name: 'Tomi Berg', presence: 'away' }),
  anAgent({ name: 'Wolfeschlegelsteinhausenbergerdorff Maximilian', presence: 'offline' }),
]

const customer = (name: string, email: string | null = null) => ({ id: anId(), name, email })
const guest = (id = anId()) => ({ id, name: guestName(id), email: null })
const said = (text: string, minutes: number) => ({
  author: { kind: 'customer' as const },
  text,
  attached: null,
  at: NOW - minutes * MINUTE,
})
const page = { url: 'https://shop.example.com/orders/1042', title: 'Order 1042' }
const times = (minutes: number) => ({
  createdAt: NOW - 400 * MINUTE,
  updatedAt: NOW - minutes * MINUTE,
})

export const HANDOFF: Handoff = {
  reason: 'customer-asked',
  summary: 'Paid twice for order 1042 and wants one payment back.',
  tried: ['Explained that refunds take five working days', 'Asked for the order number'],
}
/** All that a bot of somebody else's may say. */
export const FULL_HANDOFF: Handoff = {
  ...HANDOFF,
  urgency: 'high',
  cause: 'not-permitted',
  reasonText: 'Wants to change the colour after ordering this morning',
  openQuestion: 'Is NG-5107 packed yet?',
  language: 'id-ID',
  suggestedReply: 'Yes, until it is packed. I have changed NG-5107 to green for you.',
}
export const waiting = aConversation({
  state: 'waiting',
  waitingSince: NOW - 9 * MINUTE,
  customer: customer('Ana Putri', 'ana.putri@example.com'),
  lastMessage: said('My refund has not arrived and nobody answers', 9),
  handoff: HANDOFF,
  ...times(9),
})
export const mine = aConversation({
  state: 'human',
  ownerId: ME,
  epoch: 2,
  customer: customer('Maria Wong', 'maria.wong@a-domain-that-is-rather-long.example.com'),
  lastMessage: said('Thank you, that worked!', 2),
  lastSeq: 6,
  page,
  tags: ['delivery', 'vip'],
  customerCount: 3,
  customerSeenSeq: 4,
  ...times(2),
})
export const theirs = aConversation({
  state: 'human',
  ownerId: SARI,
  epoch: 2,
  customer: customer('Budi Santoso-Kusumawardhani'),
  lastMessage: said('https://shop.example.com/a/very/long/address/without/any/place/to/break', 30),
  ...times(30),
})
export const withAi = aConversation({
  customer: guest(),
  page,
  lastMessage: said('Do you ship to Japan?', 55),
  ...times(55),
})
export const resolved = aConversation({
  state: 'resolved',
  customer: customer('Chen Wei'),
  lastMessage: said('Great, bye', 180),
  ...times(180),
})

export const gone = aConversation({
  state: 'human',
  ownerId: agents[3]?.id ?? null,
  epoch: 3,
  // One customer's other conversation.
  customer: mine.customer,
  lastMessage: said('And where is the second parcel?', 90),
  ...times(90),
})

/** A bot of somebody else's, which answers without asking. */
export const ATLAS: ToldIntegration = {
  ...{ id: anId(), name: 'Atlas bot', kind: 'both', avatar: null },
  ...{ watchOnly: true, givesReceipts: true, removed: false },
}
/** A conversation that a bot has made, and in which nothing was said yet. */
export const mirrored = aConversation({
  customer: customer('Kira Novak'),
  ...{ channelId: ATLAS.id, botId: ATLAS.id },
  ...times(1),
})

export const conversations = [waiting, mine, theirs, withAi, resolved, gone, mirrored]
export const customers = conversations.map(({ customer }): CustomerDetails => ({
  ...customer,
  ...{ version: 1, editedBy: { id: SARI, name: 'Sari Wijaya' } },
  subject: customer.email === null ? null : 'customer-1042',
  note: customer.email === null ? '' : 'Prefers to be written to in the morning.',
  context: { plan: 'Pro', order: '1042' },
  ...{ language: 'id-ID', timeZone: 'Asia/Jakarta' },
  ...{ firstSeenAt: NOW - 90_000 * MINUTE, lastSeenAt: NOW - 2 * MINUTE },
}))
/** As the team knows the customer of a conversation. */
export function customerOf({ customer }: Conversation): CustomerDetails {
  const found = customers.find(({ id }) => id === customer.id)
  if (!found) throw new Error('That is no sample.')
  return found
}
export const ids = conversations.map(({ id }) => id)
export const ownerOf = ({ ownerId }: Conversation) => agents.find(({ id }) => id === ownerId)
const WAIT_LIMIT_MS = 15 * MINUTE
const rows = conversations.map((conversation, index): ShownRow => {
  const owner = ownerOf(conversation)
  const row: ListRow = {
    conversation,
    unread: index === 0 ? 3 : index === 3 ? 120 : 0,
    ownerName: owner?.name ?? null,
    ownerOffline: owner?.presence === 'offline',
    integrations: [ATLAS],
  }
  return shownRow(row, ME, NOW, WAIT_LIMIT_MS)
})
/** What the list shows of a conversation. */
export const rowOf = (id: string) => rows.find(({ conversation }) => conversation.id === id)
/** The badge that the list shows on it. */
export function badge({ id }: Conversation): ConversationBadge {
  const row = rowOf(id)
  if (!row) throw new Error('That is no sample.')
  return row.badge
}

const rina = { kind: 'agent' as const, id: ME, name: account.agent.name }
const taken = `Human agent (${account.agent.name}) has taken over this conversation`
export const LONG_TEXT =
  'A list:\n\n- **bold** and _italic_\n- `code` and [a link](https://example.com)\n\n```\nconst wide = "a line of code that is wider than the bubble in a narrow panel";\n```\n\nhttps://shop.example.com/a/very/long/address/without/any/place/to/break/anywhere/at/all'
const stored = ({ id, name, type, size, image }: ShownFile) => ({ id, name, type, size, image })
export const messages = [
  aMessage({ seq: 1, text: 'Where is my parcel?', at: NOW - 1_500 * MINUTE }),
  aMessage({ seq: 2, author: { kind: 'ai' }, text: LONG_TEXT, at: NOW - 20 * MINUTE }),
  aMessage({
    seq: 3,
    author: { kind: 'system', event: 'taken-over' },
    text: taken,
    at: NOW - 12 * MINUTE,
  }),
  aMessage({ seq: 4, author: rina, text: 'Let me look, one moment.', at: NOW - 10 * MINUTE }),
  aMessage({
    seq: 5,
    author: rina,
    text: 'Asked the depot.',
    visibility: 'team',
    at: NOW - 9 * MINUTE,
  }),
  aMessage({
    seq: 6,
    text: 'Thank you! 🙏 شكرا',
    attachments: [stored(picture), stored(paper)],
    at: NOW - 2 * MINUTE,
  }),
].map((message) => ({ ...message, conversationId: mine.id }))

export const templates = [
  {
    ...aTemplate('greeting', 'Hello {{customer.first_name|there}}, this is {{agent.name}}.'),
    ...{ tags: ['greetings'], language: 'en', updatedBy: 'Sari Wijaya', updatedAt: NOW },
  },
  {
    ...aTemplate('refund', 'We have sent {{?amount}} back to you; it takes five working days.'),
    ...{ tags: ['billing/refunds'], attachments: [stored(paper)] },
    actions: { tags: ['refunded'], note: 'Refunded {{?amount}}.', then: 'resolve' as const },
  },
  { ...aTemplate('bye', 'Thank you for writing to us. Goodbye!'), ownerId: ME },
]
