import type { BatonDatabase } from '../db/database.ts'
import type { Account } from '../db/rows.ts'
import type { Pace } from './pace.ts'

/** What pulling needs. */
export interface PullDeps {
  db: BatonDatabase
  /** The copy's account: nothing is stored once another one is signed in. */
  account: Account | null
  pace: Pace
  now: () => number
  /** The extension's version: another one may be able to read rows that this one cannot. */
  version: string
}
