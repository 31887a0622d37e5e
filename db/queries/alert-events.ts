import type { AlertKind } from '@baton/domain/alert-preferences.ts'
import { openNudge } from '@baton/domain/nudge.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import type { Message, NoticeEvent } from '@baton/protocol/message.ts'
import type { ReadMark } from '@baton/protocol/read-mark.ts'
import Dexie from 'dexie'
import type { BatonDatabase } from '../database.ts'

/** Something an agent ought to be told once. */
export interface AlertEvent {
  kind: AlertKind
  conversation: Conversation
  /** What makes it this event and no other: an epoch, or the sequence of a message for `reply` and `nudge`. */
  mark: number
  /** The customer's messages that are new, and the newest of them; for `reply`. `text` of `nudge` is who nudged. */
  count: number
  text: string
}

/**
 * Newest messages looked through: nearly always the first few tell what is new. Whoever left more than the second number
 * unread is told of these.
 */
const LOOK_BACK = [20, 200]

/**
 * What there is to tell agent `me` as things stand, by conversation: whom a human is waited for, what was
 * transferred to them and not answered yet, who nudged them since they read, and what customers wrote to them since they took over and read. Conversations that
 * neither wait nor are theirs are not in it; one of them with nothing to tell is, with an empty list.
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

/** A colleague's transfer that is not answered yet, or theirs that gave it back. */
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
  // A message may be nothing but a file.
  const text = newest.text || newest.attachments.map(({ name }) => name).join(', ')
  return [{ kind: 'reply', conversation, mark: seq, count: replies.length, text }]
}

/**
 * What was said after `seq` and since the conversation came to its owner, newest first: what was written before was told
 * as a request, or was not theirs to be told of.
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
