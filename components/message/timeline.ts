import { isSame } from '@baton/domain/is-same.ts'
import type { Message } from '@baton/protocol/message.ts'
import type { ChatItem, ShownPending } from '../../db/queries/conversation-messages.ts'
import type { ReplyStreaming } from '@baton/protocol/live.ts'
import { dayLabel, dayOf } from '../../composables/words/format.ts'
import { currentZone } from '../../composables/words/time-zone.ts'

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
    | { kind: 'reply'; reply: ReplyStreaming }
  )

export interface TimelineInput {
  items: readonly ChatItem[]
  reply: ReplyStreaming | null
  me: string
  customerSeenSeq: number
  /** The line stands above the first message of others after this sequence; null: nowhere. */
  readUpTo: number | null
  now: number
}

/** Lays a conversation out: days, the "new messages" line, and what became of my messages. */
export function timeline(input: TimelineInput): TimelineItem[] {
  const shown: TimelineItem[] = []
  const dayOf = daysIn(currentZone())
  let lastDay = 0
  let lined = input.readUpTo === null
  // By number: of ten thousand items at each change, every pair that is made is felt.
  for (let index = 0; index < input.items.length; index += 1) {
    const item = input.items[index]
    if (!item) continue
    const at = item.kind === 'message' ? item.message.at : item.pending.createdAt
    const today = dayOf(item, at)
    const day = today === lastDay ? null : dayLabel(at, input.now)
    lastDay = today
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
  let known: Map<string, TimelineItem> | null = null
  const find = (key: string) => {
    known ??= new Map(before.map((item) => [item.key, item]))
    return known.get(key)
  }
  // What is said comes at the end: nearly all stand where they stood.
  const kept = now.map((item, n) => {
    const old = before[n]?.key === item.key ? before[n] : find(item.key)
    return old && saysTheSame(old, item) ? old : item
  })
  const whole = kept.length === before.length && kept.every((item, n) => item === before[n])
  return whole ? before : kept
}

/** Written out: a conversation of years is compared at each change, and its messages are mostly the same objects. */
function saysTheSame(a: TimelineItem, b: TimelineItem): boolean {
  if (a.kind !== 'message' || b.kind !== 'message') return isSame(a, b)
  return (
    a.day === b.day &&
    a.newLine === b.newLine &&
    a.state === b.state &&
    a.time === b.time &&
    isSame(a.message, b.message)
  )
}

let zone = ''
let days = new WeakMap<object, number>()

/** The day of each item in this time zone: asked for all of them at each change, and found out once. */
function daysIn(current: string): (item: ChatItem, at: number) => number {
  if (current !== zone) days = new WeakMap()
  zone = current
  return (item, at) => {
    const of = item.kind === 'message' ? item.message : item.pending
    const known = days.get(of)
    if (known !== undefined) return known
    const day = dayOf(at)
    days.set(of, day)
    return day
  }
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
