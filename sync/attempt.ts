import type { Answer, AskFailure, ErrorCode } from '@baton/protocol/errors.ts'
import type { AgentSocket } from './agent-socket.ts'
import type { Feed } from './feed.ts'

/** The result of connecting: a greeted connection, or the reason for having none. */
export type Dialled =
  { ok: true; socket: AgentSocket } | { ok: false; code: ErrorCode | 'offline' | 'not-stored' }

/** Turns a failure to connect into the answer of a request. */
export function notDialled({ code }: Extract<Dialled, { ok: false }>): Answer<never, AskFailure> {
  return { ok: false, error: { code } }
}

/** One attempt to connect, until the end of the connection it made. */
export interface Attempt {
  dialled: Promise<Dialled>
  settle: (dialled: Dialled) => void
  socket: AgentSocket | null
  feed: Feed | null
  /** Its session has never been admitted, so its account is not known yet. */
  unproven: boolean
  greeted: boolean
  /** The urgent conversations of this connection have been pulled. */
  urgent: boolean
  live: boolean
  heardAt: number
  stopWaiting: () => void
}

/** Events of a connection. */
export interface ConnectionEvents {
  /** The server has sent its greeting: requests can be answered from now on. */
  greeted(): void
  /** The copy is current after connecting, and the status does not say so yet. */
  beforeLive(): Promise<void>
  /** The status says `live`. */
  live(): void
}
