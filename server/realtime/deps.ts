import type { Kysely } from 'kysely'
import type { FileStore } from '../attachments/file-store.ts'
import type { Auth } from '../auth/create-auth.ts'
import type { TeamLog } from '../changes/team-log.ts'
import type { Clock, Ids } from '../clock.ts'
import type { Database } from '../database/schema.ts'
import type { OnFault } from './handle.ts'
import type { Live } from './live.ts'
import type { Online } from './online.ts'
import type { Rate } from './token-bucket.ts'

/** What the socket handlers work with. */
export interface RealtimeDeps {
  db: Kysely<Database>
  log: TeamLog
  clock: Clock
  ids: Ids
  files: FileStore
  auth: Auth
  live: Live
  online: Online
  onFault: OnFault
  /** Of requests: for each connection of an agent, and for all of a customer's together. */
  rates: { agent: Rate; customer: Rate }
}
