import type { Row } from '@baton/protocol/changes.ts'
import type { Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'
import type { Act } from './act.ts'
import type { Acting } from './acting.ts'
import type { CustomerNews } from './customer-news.ts'

/** A write in a team's transaction: everything in it happens at one revision. */
export interface TeamWrite {
  trx: Transaction<Database>
  teamId: string
  /** Who acts, and from where. */
  by: Acting
  rev: number
  now: number
  /** The team's settings as they are stored at this revision; who changes them sets it. */
  storedSettings: string | null
  /** What was written, for the agents; a write without a row takes no revision, and is taken back. */
  rows: Row[]
  /** Set where something is to be kept though there is no row: that a request was answered. */
  isKept: boolean
  /** Set where the rows are one agent's alone; the others hear of the revision without them. */
  onlyFor: string | null
  /** What is done in it, for whatever keeps or passes on such things: see `TeamLog.whileWriting`. */
  acts: Act[]
  /** What of it customers may see. */
  news: CustomerNews[]
}
