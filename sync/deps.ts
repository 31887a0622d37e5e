import type { Message } from '@baton/protocol/message.ts'
import type { ReplyNews } from '@baton/domain/reply-news.ts'
import type { BatonDatabase } from '../db/database.ts'
import type { OpenSocket } from './agent-socket.ts'

/** The server's address, and the secret that identifies the agent. */
export interface Session {
  /** Origin of the server, without a slash at the end. */
  serverUrl: string
  token: string
}

/** A session that was ended here at `since` (ms since 1970), while its server does not know yet. */
export interface OwedSession extends Session {
  since: number
}

/** Stores the session over restarts of the browser, where no web page can read it. */
export interface SessionStore {
  load(): Promise<Session | null>
  save(session: Session): Promise<void>
  clear(): Promise<void>
  owed(): Promise<OwedSession[]>
  owe(session: OwedSession): Promise<void>
  /** Drops the owed session with this token: the server knows of its end. */
  settle(token: string): Promise<void>
}

/** The outside world, as this folder uses it. Only the composition root and the tests construct one. */
export interface SyncDeps {
  db: BatonDatabase
  session: SessionStore
  openSocket: OpenSocket
  fetch: (url: string, init?: RequestInit) => Promise<Response>
  /** Version of the extension. */
  version: string
  /** Milliseconds since 1970. */
  now: () => number
  /** A random number from 0 up to, not including, 1. */
  random: () => number
  /** Runs `task` once in `ms`. Returns a function that cancels it. A timer may die with the worker: see the alarm. */
  schedule: (ms: number, task: () => void) => () => void
  /** Shows messages in panels before they are stored. Nothing depends on it. */
  tellAhead: (messages: readonly Message[]) => void
  /** Shows the AI's unfinished answer in panels. Nothing depends on it. */
  tellReply: (news: ReplyNews) => void
  /** Shows the agent that the local database is full, or no longer is; the database itself could not store that. */
  showFull: (full: boolean) => Promise<void>
  /** Logs what went wrong, for debugging. Never pass a token or the text of a message. */
  log: (what: string, detail?: unknown) => void
}
