import type { IncomingMessage } from 'node:http'
import type { Kysely } from 'kysely'
import type { Socket } from 'socket.io'
import type { Auth } from '../auth/create-auth.ts'
import type { TeamLog } from '../changes/team-log.ts'
import type { Clock } from '../ground/clock.ts'
import type { PresenceChanges } from '../team/presence.ts'
import type { Database } from '../database/schema.ts'
import type { ConnectionLimits } from './connection-limits.ts'
import type { FloodLimit, Sender } from './flood-limits.ts'
import type { OnFault } from '../edge/failure-of.ts'
import type { KeptOut } from './kept-out.ts'
import type { Live } from './live.ts'
import type { Online } from './online.ts'
import type { Rate } from '../edge/token-bucket.ts'

/** What the socket handlers need. */
export interface RealtimeDeps {
  db: Kysely<Database>
  log: TeamLog
  clock: Clock
  /** How long an identity token may be valid, in ms. */
  wordLastsMax: number
  auth: Auth
  live: Live
  online: Online
  presence: PresenceChanges
  onFault: OnFault
  /** Limits on what customers send, by browser, address and team. */
  floods: (sender: Sender) => FloodLimit
  /** The key of the network address that a connection comes from; null for this machine. */
  addressOf: (request: IncomingMessage) => string | null
  connections: Pick<ConnectionLimits<Socket['conn']>, 'watch'>
  /** Browsers and sessions that have just flooded their connection. */
  keptOut: KeptOut
  /** Rates of requests: per connection for agents, for all connections together for a customer. */
  rates: { agent: Rate; customer: Rate }
}
