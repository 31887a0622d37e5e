import * as v from 'valibot'
import { agent } from './agent.ts'
import { conversation } from './conversation.ts'
import { message } from './message.ts'
import { customerDetails } from './customer-details.ts'
import { id, revision, timestamp } from './primitives.ts'
import { readMark } from './read-mark.ts'
import { team } from './team-settings.ts'
import { goneTemplate, template } from './template.ts'

/** One row of the team's data, or the news that it is gone. Applying one twice changes nothing. */
export const row = v.variant('kind', [
  v.object({ kind: v.literal('conversation'), value: conversation }),
  v.object({ kind: v.literal('message'), value: message }),
  v.object({ kind: v.literal('customer'), value: customerDetails }),
  /** It was somebody anonymous who turned out to be another customer. */
  v.object({ kind: v.literal('customer-gone'), value: v.object({ id }) }),
  v.object({ kind: v.literal('agent'), value: agent }),
  v.object({ kind: v.literal('team'), value: team }),
  v.object({ kind: v.literal('template'), value: template }),
  v.object({ kind: v.literal('template-gone'), value: goneTemplate }),
  v.object({ kind: v.literal('read-mark'), value: readMark }),
])
export type Row = v.InferOutput<typeof row>

/**
 * Names one uninterrupted history of revisions. A restored backup starts a new one, so a cursor that saw
 * what the backup does not have is noticed even after the revision numbers have passed it again.
 */
export const timeline = v.pipe(v.string(), v.minLength(1), v.maxLength(64))

/**
 * One committed transaction: its revision and the rows it wrote. `from` is the first revision that it stands for,
 * where those before it had nothing for this agent; left out, it is `rev`. A gap means: pull.
 */
export const changed = v.object({
  timeline,
  from: v.optional(revision),
  rev: revision,
  rows: v.array(row),
})
export type Changed = v.InferOutput<typeof changed>

export const PULL_LIMIT_MAX = 1_000

/** Most bytes of one answer or event, as it goes over the line. */
export const FRAME_BYTES_MAX = 512 * 1024

/** The kinds of rows that a revision is read by, in this order. */
export const SYNCED_KINDS = [
  'conversation',
  'message',
  'customer',
  'agent',
  'template',
  'read-mark',
  'team',
] as const
export type SyncedKind = (typeof SYNCED_KINDS)[number]

/** The row that a page ended with, where its revision goes on: one transaction may write more than a page holds. */
export const place = v.object({
  rev: revision,
  kind: v.picklist(SYNCED_KINDS),
  id: v.pipe(v.string(), v.maxLength(64)),
})
export type Place = v.InferOutput<typeof place>

const pageBytes = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(FRAME_BYTES_MAX))

/**
 * `changes:pull`: everything after a revision, oldest first.
 * A first sync starts at 0 and sets `horizon` to the newest revision. Up to the horizon come the conversations that
 * are open and the few that changed last, each with its customer, the agent's own read mark and the newest messages
 * that fit; beyond it comes everything. The rest of what lies behind the horizon is asked for when it is wanted.
 * A copy that would cost more to bring up to date than to make anew is refused as `too-far-behind`. With horizon 0
 * everything comes, however much it is.
 */
export const pullChanges = v.strictObject({
  timeline: v.nullable(timeline),
  after: revision,
  /** Where the page before ended, if that was inside a revision. */
  place: v.optional(v.nullable(place), null),
  horizon: revision,
  /** Most bytes of the page, for a line that brings no more in time. */
  bytes: v.optional(pageBytes, FRAME_BYTES_MAX),
  /** Rows, about. A page ends with a transaction wherever one fits in it. */
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(PULL_LIMIT_MAX)),
})
export type PullChanges = v.InferOutput<typeof pullChanges>

export const changesPage = v.object({
  timeline,
  /** Up to where everything is there with this page. */
  rev: revision,
  /** Set where the page ends inside the next revision: the next page goes on from here. */
  place: v.optional(v.nullable(place), null),
  /** The newest revision; the page is the last one when `rev` has reached it. */
  newest: revision,
  rows: v.array(row),
})
export type ChangesPage = v.InferOutput<typeof changesPage>

/** Conversations that `urgent:pull` may name. */
export const URGENT_KNOWN_MAX = 1_000

/**
 * `urgent:pull`: the conversations that wait, those of the agent who asks, and those they name, as they are now, as
 * far as they changed after a revision; each with its customer, the agent's read mark and its newest messages. It is
 * asked before and while a copy catches up, so that alerts and the badge do not wait for that. Paged as a pull is.
 */
export const pullUrgent = v.strictObject({
  known: v.pipe(v.array(id), v.maxLength(URGENT_KNOWN_MAX)),
  after: revision,
  place: v.optional(v.nullable(place), null),
  bytes: v.optional(pageBytes, FRAME_BYTES_MAX),
})
export type PullUrgent = v.InferOutput<typeof pullUrgent>

/**
 * The newest revision, sent at least every 20 s: proof of life, and a hint to pull. `now` is the server's time: what it
 * dates is compared with that, since a client's clock may be wrong (docs/decisions/0019-clocks.md).
 */
export const heartbeat = v.object({ timeline, rev: revision, now: v.optional(timestamp) })
export type Heartbeat = v.InferOutput<typeof heartbeat>
