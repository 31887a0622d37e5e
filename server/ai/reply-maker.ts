import type { Handoff } from '@baton/protocol/conversation.ts'

/**
 * What a maker of replies is told about the conversation it is to answer in. Oldest message first; how much of it,
 * `capTurn` says.
 */
export interface Turn {
  conversationId: string
  /** Null while nobody has said it. */
  customerName: string | null
  messages: readonly {
    from: 'customer' | 'ai' | 'agent'
    text: string
    /** Names of the files that came with it; their bytes are for humans. */
    files?: readonly string[]
  }[]
  /** The note that came with the latest handover to the AI; null when there was none. */
  note: string | null
}

/** A piece of a reply: text that is appended to what came before, or the wish for a human. */
export type ReplyPart = { kind: 'text'; text: string } | { kind: 'handoff'; handoff: Handoff }

/**
 * The one interface behind which every maker of replies stands. The reply ends when the iteration does, or
 * with a handoff, after which nothing more is read. Once `signal` is aborted whatever still comes is
 * dropped; a maker stops its own work then. Of a reply no more is read than a message holds. A thrown error is tried again later by the caller.
 */
export interface ReplyMaker {
  /** Replies that it makes at the same time, over all teams; left out, as many as the server is set to. */
  readonly atOnce?: number
  reply(turn: Turn, signal: AbortSignal): AsyncIterable<ReplyPart>
}
