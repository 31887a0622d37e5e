import * as v from 'valibot'
import { agent } from './agent.ts'
import { conversation } from './conversation.ts'
import { message } from './message.ts'
import { customerDetails } from './customer-details.ts'
import { id, revision } from './primitives.ts'
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

/** One committed transaction: its revision and the rows it wrote. A gap in `rev` means: pull. */
export const changed = v.object({ timeline, rev: revision, rows: v.array(row) })
export type Changed = v.InferOutput<typeof changed>

export const PULL_LIMIT_MAX = 1_000

/**
 * `changes:pull`: everything after a revision, oldest first.
 * Messages up to `horizon` are left out but for the newest few of each conversation that is not resolved:
 * a first sync sets it to the newest revision, so that it need not fetch every old message; the rest comes
 * by `history:page` when a conversation is scrolled back.
 */
export const pullChanges = v.strictObject({
  timeline: v.nullable(timeline),
  after: revision,
  horizon: revision,
  /** Rows, about: a transaction's rows are never split over two pages. */
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(PULL_LIMIT_MAX)),
})
export type PullChanges = v.InferOutput<typeof pullChanges>

export const changesPage = v.object({
  timeline,
  /** The cursor after this page. */
  rev: revision,
  /** The newest revision; the page is the last one when `rev` has reached it. */
  newest: revision,
  rows: v.array(row),
})
export type ChangesPage = v.InferOutput<typeof changesPage>

/** The newest revision, sent at least every 20 s: proof of life, and a hint to pull. */
export const heartbeat = v.object({ timeline, rev: revision })
export type Heartbeat = v.InferOutput<typeof heartbeat>
