import { isSame } from '@baton/domain/is-same.ts'
import type { Message } from '@baton/protocol/message.ts'
import type { ChatItem, ShownPending } from '../db/queries/conversation-messages.ts'
import type { ReplyRow } from '../db/rows.ts'
import { dayLabel, dayOf } from './format.ts'

/** What became of a message of mine. */
export type SendState = 'unwritten' | 'queued' | 'held' | 'sent' | 'seen' | 'failed'

const CONTINUED_MS = 120_000

interface Place {
  /** The same before and after a message is stored, so that its bubble stays where it is. */
  key: string
  /** Words of the day separator above, on a day's first item. */
  day: string | null
  /** Whether the "new messages" line stands above. */
  newLine: boolean
}

/** One item of the chat, in the order shown. */
export type TimelineItem = Place &
  (
    | { kind: 'message'; message: Message; state: SendState | null; time: boolean }
    | { kind: 'pending'; pending: ShownPending; unseen: number | null }
    | { kind: 'reply'; reply: ReplyRow }
  )

export interface TimelineInput {
  items: readonly ChatItem[]
  reply: ReplyRow | null
  me: string
  customerSeenSeq: number
  /** The line stands above the first message of others after this sequence; null: nowhere. */
  readUpTo: number | null
  now: number
}

/** Lays a conversation out: days, the "new messages" line, and what became of my messages. */
export function timeline(input: TimelineInput): TimelineItem[] {
  const shown: TimelineItem[] = []
  let lastDay = 0
  let lined = input.readUpTo === null
  for (const [index, item] of input.items.entries()) {
    const at = item.kind === 'message' ? item.message.at : item.pending.createdAt
    const day = dayOf(at) === lastDay ? null : dayLabel(at, input.now)
    lastDay = dayOf(at)
    if (item.kind === 'pending') {
      const { pending, unseen } = item
      shown.push({ kind: 'pending', key: item.id, day, newLine: false, pending, unseen })
      continue
    }
    const { message } = item
    const mine = message.author.kind === 'agent' && message.author.id === input.me
    const newLine = !lined && !mine && message.seq > (input.readUpTo ?? 0)
    lined ||= newLine
    const state = mine ? stateOf(message, input.customerSeenSeq) : null
    const time = !continued(message, input.items[index + 1])
    shown.push({ kind: 'message', key: item.id, day, newLine, message, state, time })
  }
  if (input.reply) {
    const { reply } = input
    shown.push({ kind: 'reply', key: reply.messageId, day: null, newLine: false, reply })
  }
  return shown
}

/**
 * A timeline in which whatever says the same as in the one before is the very same object, up to the whole: what has not
 * changed is not drawn again.
 */
export function keptFrom(before: TimelineItem[], now: TimelineItem[]): TimelineItem[] {
  const known = new Map(before.map((item) => [item.key, item]))
  const kept = now.map((item) => {
    const old = known.get(item.key)
    return old && isSame(old, item) ? old : item
  })
  const whole = kept.length === before.length && kept.every((item, n) => item === before[n])
  return whole ? before : kept
}

/** Whether the same person goes on right away, so that one time under both is enough. */
function continued(message: Message, next: ChatItem | undefined) {
  if (next?.kind !== 'message') return false
  const { author, at, visibility } = next.message
  return (
    author.kind === message.author.kind &&
    visibility === message.visibility &&
    at - message.at < CONTINUED_MS
  )
}

/** A note is never seen by the customer, so it is only ever sent. */
function stateOf({ visibility, seq }: Message, customerSeenSeq: number): SendState {
  return visibility === 'everyone' && seq <= customerSeenSeq ? 'seen' : 'sent'
}

/** The newest sequence among these; 0 when none has its place yet. */
export function newestSeq(items: readonly TimelineItem[]): number {
  const newest = items.findLast((item) => item.kind === 'message')
  return newest?.kind === 'message' ? newest.message.seq : 0
}

/** How many messages others wrote after a sequence; notices aside. */
export function newSince(items: readonly TimelineItem[], seq: number): number {
  return items.filter(
    (item) =>
      item.kind === 'message' &&
      item.message.seq > seq &&
      item.state === null &&
      item.message.author.kind !== 'system',
  ).length
}
