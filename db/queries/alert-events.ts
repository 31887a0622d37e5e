import type { AlertKind } from '@baton/domain/alert-preferences.ts'
import { openNudge } from '@baton/domain/nudge.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import type { Message, NoticeEvent } from '@baton/protocol/message.ts'
import type { ReadMark } from '@baton/protocol/read-mark.ts'
import Dexie from 'dexie'
import type { BatonDatabase } from '../database.ts'

/** An event to which an agent should be alerted once. */
export interface AlertEvent {
  kind: AlertKind
  conversation: Conversation
  /** Identifies the event: an epoch, or a message's sequence for `reply` and `nudge`. */
  mark: number
  /**
   * For `reply`, the number of the customer's new messages and the newest one. For `nudge`, `text` is the colleague's
   * name.
   */
  count: number
  text: string
}

/**
 * How many of the newest messages to examine. The first few are nearly always enough. If more than the second number
 * are unread, only these are considered.
 */
const LOOK_BACK = [20, 200]

/**
 * The events of agent `me` as things stand, by conversation: customers who wait, transfers to them without an answer,
 * unread nudges, and unread customer messages since they took over. Conversations that neither wait nor are theirs
 * are left out. One of theirs without events has an empty list.
 */
export async function alertEvents(
  db: BatonDatabase,
  me: string,
): Promise<Map<string, AlertEvent[]>> {
  const [waiting, mine] = await Promise.all([
    db.conversations.where('state').equals('waiting').toArray(),
    db.conversations.where('ownerId').equals(me).toArray(),
  ])
  const events = new Map<string, AlertEvent[]>()
  for (const one of waiting) {
    events.set(one.id, [{ ...requestOf(one), kind: 'waiting' }])
  }
  const marks = await db.readMarks.bulkGet(mine.map(({ id }): [string, string] => [me, id]))
  await Promise.all(
    mine.map(async (one, n) => {
      const replies = await repliesOf(db, one, marks[n])
      events.set(one.id, [...transferOf(one), ...nudgeOf(one, me, marks[n]), ...replies])
    }),
  )
  return events
}

/** A colleague's transfer without an answer, or one of theirs that was given back. */
function transferOf(conversation: Conversation): AlertEvent[] {
  if (conversation.transfer === null) return []
  const text = conversation.transfer.note ?? ''
  return [{ ...requestOf(conversation), kind: 'transfer', text }]
}

/** A colleague's nudge that they have not seen. */
function nudgeOf(conversation: Conversation, me: string, read: ReadMark | undefined): AlertEvent[] {
  const nudge = openNudge(conversation, me, read?.seq ?? 0)
  if (!nudge) return []
  return [{ kind: 'nudge', conversation, mark: nudge.seq, count: 1, text: nudge.by.name }]
}

function requestOf(conversation: Conversation) {
  return { conversation, mark: conversation.epoch, count: 0, text: '' }
}

async function repliesOf(
  db: BatonDatabase,
  conversation: Conversation,
  read: ReadMark | undefined,
): Promise<AlertEvent[]> {
  if (conversation.customerCount <= (read?.customerCount ?? 0)) return []
  const unread = await unreadOfOwner(db, conversation, read?.seq ?? 0)
  const replies = unread.filter(({ author }) => author.kind === 'customer')
  const newest = replies[0]
  if (!newest) return []
  const { seq } = newest
  // A message may consist of files only.
  const text = newest.text || newest.attachments.map(({ name }) => name).join(', ')
  return [{ kind: 'reply', conversation, mark: seq, count: replies.length, text }]
}

/**
 * The customer's messages after `seq` and since the agent became the owner, newest first. Earlier ones were part of
 * the waiting alert, or were not theirs.
 */
async function unreadOfOwner(
  db: BatonDatabase,
  { id, lastSeq }: Conversation,
  seq: number,
): Promise<Message[]> {
  let unread: Message[] = []
  for (const most of LOOK_BACK) {
    const from = Math.max(seq, lastSeq - most)
    const range = db.messages
      .where('[conversationId+seq]')
      .between([id, from], [id, Dexie.maxKey], false)
    unread = (await range.toArray()).reverse()
    const became = unread.findIndex(({ author }) => isNewOwner(author))
    if (became !== -1) return unread.slice(0, became)
    if (from === seq) break
  }
  return unread
}

const NEW_OWNER: ReadonlySet<string> = new Set<NoticeEvent>([
  ...(['taken-over', 'transferred'] as const),
  ...(['offered', 'given-back', 'not-accepted'] as const),
])

function isNewOwner(author: Message['author']): boolean {
  return author.kind === 'system' && NEW_OWNER.has(author.event)
}
