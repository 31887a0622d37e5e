import type { Handoff } from '@baton/protocol/conversation.ts'
import type { Turn } from '../conversations/handoff/turn.ts'

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
