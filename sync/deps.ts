import type { Message } from '@baton/protocol/message.ts'
import type { ReplyNews } from '@baton/domain/reply-news.ts'
import type { BatonDatabase } from '../db/database.ts'
import type { OpenSocket } from './agent-socket.ts'

/** Where to connect, and the secret that proves who connects. */
export interface Session {
  /** Origin of the server, without a slash at the end. */
  serverUrl: string
  token: string
}

/** A session that was ended here and of whose end its server has not heard, since `since` (ms since 1970). */
export interface OwedSession extends Session {
  since: number
}

/** Keeps the session over restarts of the browser, where no web page can read it. */
export interface SessionStore {
  load(): Promise<Session | null>
  save(session: Session): Promise<void>
  clear(): Promise<void>
  owed(): Promise<OwedSession[]>
  owe(session: OwedSession): Promise<void>
  /** The server has heard of the end of the session with this token. */
  settle(token: string): Promise<void>
}

/** The world, as this folder sees it. Only the composition root and the tests make one. */
export interface SyncDeps {
  db: BatonDatabase
  session: SessionStore
  openSocket: OpenSocket
  fetch: (url: string, init?: RequestInit) => Promise<Response>
  /** Version of the extension. */
  version: string
  /** Milliseconds since 1970. */
  now: () => number
  /** From 0 up to, not including, 1. */
  random: () => number
  /** Runs `task` once in `ms`; the answer takes it back. A timer may die with the worker: see the alarm. */
  schedule: (ms: number, task: () => void) => () => void
  /** Tells panels of messages that are about to be stored. Nothing depends on it. */
  tellAhead: (messages: readonly Message[]) => void
  /** Tells panels of the words of an answer that the AI is writing. Nothing depends on it. */
  tellReply: (news: ReplyNews) => void
  /** Shows the agent that the local database has no room, or has it again; the database could not keep that. */
  showFull: (full: boolean) => Promise<void>
  /** Tells whoever debugs what went wrong. Never gets a token or the text of a message. */
  log: (what: string, detail?: unknown) => void
}
