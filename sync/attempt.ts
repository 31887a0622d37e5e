import type { Answer, AskFailure, ErrorCode } from '@baton/protocol/errors.ts'
import type { AgentSocket } from './agent-socket.ts'
import type { Feed } from './feed.ts'

/** What came of trying to connect: a greeted connection, or why there is none. */
export type Dialled =
  { ok: true; socket: AgentSocket } | { ok: false; code: ErrorCode | 'offline' | 'not-stored' }

/** Why nothing could be asked, as an answer. */
export function notDialled({ code }: Extract<Dialled, { ok: false }>): Answer<never, AskFailure> {
  return { ok: false, error: { code } }
}

/** One try, from dialling to the end of the connection it made. */
export interface Attempt {
  dialled: Promise<Dialled>
  settle: (dialled: Dialled) => void
  socket: AgentSocket | null
  feed: Feed | null
  /** By a session that has never been let in: who it is for is not known yet. */
  unproven: boolean
  greeted: boolean
  /** Who waits and what is mine has been heard of the server. */
  urgent: boolean
  live: boolean
  heardAt: number
  stopWaiting: () => void
}

/** What a connection tells of itself. */
export interface ConnectionEvents {
  /** The server has greeted: requests are answered from here on. */
  greeted(): void
  /** The copy has become current after connecting, and nobody knows yet. */
  beforeLive(): Promise<void>
  /** Everybody does. */
  live(): void
}
