import type { Row } from '@baton/protocol/changes.ts'
import type { Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'
import type { Act } from './act.ts'
import type { Acting } from './acting.ts'
import type { CustomerNews } from './customer-news.ts'
import type { MirrorNews } from './mirror-news.ts'

/** One write in a team's transaction. All of it has the same revision. */
export interface TeamWrite {
  trx: Transaction<Database>
  teamId: string
  /** Who acts, and from where. */
  by: Acting
  rev: number
  now: number
  /** The team's settings as stored at this revision. A write that changes them sets this. */
  storedSettings: string | null
  /** The rows written, for the agents. A write without a row or `mirrored` takes no revision and is rolled back. */
  rows: Row[]
  /** Set if the write is to be committed without a row, such as a stored answer. */
  isKept: boolean
  /** Set if only one agent may see the rows. The others get the revision without rows. */
  onlyFor: string | null
  /** What is done in this write, for `TeamLog.whileWriting`. */
  acts: Act[]
  /** The part that customers may see. */
  news: CustomerNews[]
  /** What it did to conversations that an integration carries. */
  mirrored: MirrorNews[]
}
