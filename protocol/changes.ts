import * as v from 'valibot'
import { agent } from './agent.ts'
import { conversation } from './conversation.ts'
import { message } from './message.ts'
import { customerDetails } from './customer-details.ts'
import { id, revision, timestamp } from './primitives.ts'
import { readMark } from './read-mark.ts'
import { team } from './team-settings.ts'
import { goneTemplate, template } from './template.ts'

/** One row of the team's data, or the news that it is gone. Applying a row twice changes nothing. */
export const row = v.variant('kind', [
  v.object({ kind: v.literal('conversation'), value: conversation }),
  v.object({ kind: v.literal('message'), value: message }),
  v.object({ kind: v.literal('customer'), value: customerDetails }),
  /** This anonymous customer was identified as another customer. */
  v.object({ kind: v.literal('customer-gone'), value: v.object({ id }) }),
  v.object({ kind: v.literal('agent'), value: agent }),
  v.object({ kind: v.literal('team'), value: team }),
  v.object({ kind: v.literal('template'), value: template }),
  v.object({ kind: v.literal('template-gone'), value: goneTemplate }),
  v.object({ kind: v.literal('read-mark'), value: readMark }),
])
export type Row = v.InferOutput<typeof row>

/**
 * The name of one uninterrupted history of revisions. A restored backup starts a new timeline. So a cursor that saw
 * more than the backup is recognised even after the revision numbers have passed it again.
 */
export const timeline = v.pipe(v.string(), v.minLength(1), v.maxLength(64))

/**
 * One committed transaction: its revision and the rows it wrote. `from` is the first revision that this event covers,
 * if earlier ones had no row for this agent; it defaults to `rev`. A client that sees a gap pulls.
 */
export const changed = v.object({
  timeline,
  from: v.optional(revision),
  rev: revision,
  rows: v.array(row),
})
export type Changed = v.InferOutput<typeof changed>

export const PULL_LIMIT_MAX = 1_000

/** Most bytes of one answer or event on the wire. */
export const FRAME_BYTES_MAX = 512 * 1024

/** The kinds of rows, in the order in which a revision is read. */
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

/** The last row of a page that ends inside a revision: one transaction may write more than a page holds. */
export const place = v.object({
  rev: revision,
  kind: v.picklist(SYNCED_KINDS),
  id: v.pipe(v.string(), v.maxLength(64)),
})
export type Place = v.InferOutput<typeof place>

const pageBytes = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(FRAME_BYTES_MAX))

/**
 * `changes:pull`: everything after a revision, oldest first. A first sync starts at 0 and sets `horizon` to the
 * newest revision. Up to the horizon it gets the open conversations and the few that changed last, each with its
 * customer, the agent's own read mark and the newest messages that fit. Beyond the horizon it gets everything. Older
 * rows are asked for when they are wanted. If catching up would cost more than a new copy, the answer is
 * `too-far-behind`. With horizon 0 everything is sent, whatever its size.
 */
export const pullChanges = v.strictObject({
  timeline: v.nullable(timeline),
  after: revision,
  /** Where the previous page ended, if it ended inside a revision. */
  place: v.optional(v.nullable(place), null),
  horizon: revision,
  /** Most bytes of the page: a slow line asks for less. */
  bytes: v.optional(pageBytes, FRAME_BYTES_MAX),
  /** Approximate number of rows. A page ends at the end of a transaction if one fits in it. */
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(PULL_LIMIT_MAX)),
})
export type PullChanges = v.InferOutput<typeof pullChanges>

export const changesPage = v.object({
  timeline,
  /** The page completes the copy up to this revision. */
  rev: revision,
  /** Set if the page ends inside the next revision: the next page continues here. */
  place: v.optional(v.nullable(place), null),
  /** The newest revision; the page is the last one when `rev` has reached it. */
  newest: revision,
  rows: v.array(row),
})
export type ChangesPage = v.InferOutput<typeof changesPage>

/** Conversations that `urgent:pull` may name. */
export const URGENT_KNOWN_MAX = 1_000

/**
 * `urgent:pull`: conversations that changed after a revision, as they are now: those that wait, the asking agent's
 * own, and the named ones. Each comes with its customer, the agent's read mark and its newest messages. It is asked
 * before and during catch-up, so that alerts and the badge need not wait. Paged like `changes:pull`.
 */
export const pullUrgent = v.strictObject({
  known: v.pipe(v.array(id), v.maxLength(URGENT_KNOWN_MAX)),
  after: revision,
  place: v.optional(v.nullable(place), null),
  bytes: v.optional(pageBytes, FRAME_BYTES_MAX),
})
export type PullUrgent = v.InferOutput<typeof pullUrgent>

/**
 * The newest revision, sent at least every 20 s. It shows that the connection lives and hints when to pull. `now` is
 * the server's time. Clients compare the server's timestamps with it, since their own clock may be wrong
 * (docs/decisions/0019-clocks.md).
 */
export const heartbeat = v.object({ timeline, rev: revision, now: v.optional(timestamp) })
export type Heartbeat = v.InferOutput<typeof heartbeat>
