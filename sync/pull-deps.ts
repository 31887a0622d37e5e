import type { BatonDatabase } from '../db/database.ts'
import type { Account } from '../db/rows.ts'
import type { Pace } from './pace.ts'

/** What pulling works with. */
export interface PullDeps {
  db: BatonDatabase
  /** Whose copy it is: nothing is stored once it is another's. */
  account: Account | null
  pace: Pace
  now: () => number
  /** Of the extension: another one may read what this one cannot. */
  version: string
}
