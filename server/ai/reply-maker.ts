import type { Handoff } from '@baton/protocol/conversation.ts'
import type { Turn } from './turn.ts'

/** A piece of a reply: text that is appended to what came before, or the wish for a human. */
export type ReplyPart = { kind: 'text'; text: string } | { kind: 'handoff'; handoff: Handoff }

/**
 * The one interface behind which every maker of replies stands. The reply ends when the iteration does, or
 * with a handoff, after which nothing more is read. Once `signal` is aborted whatever still comes is
 * dropped; a maker stops its own work then. Of a reply no more is read than a message holds. After a thrown error the caller
 * tries once more and then asks for a human; a `MakerFailed` says more about that.
 */
export interface ReplyMaker {
  reply(turn: Turn, signal: AbortSignal): AsyncIterable<ReplyPart>
}

/** Why a maker made no reply, in words for the handoff's card. */
export class MakerFailed extends Error {
  /** Follows "AI could not make an answer: ". No customer reads it. */
  readonly why: string
  /** Whether another try soon may end otherwise. */
  readonly isPassing: boolean
  /** How many milliseconds to wait before it at least. */
  readonly retryAfterMs: number

  constructor(
    why: string,
    {
      isPassing = true,
      retryAfterMs = 0,
      cause,
    }: { isPassing?: boolean; retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(`No reply: ${why}.`, { cause })
    this.why = why
    this.isPassing = isPassing
    this.retryAfterMs = retryAfterMs
  }
}

/** The maker of a team's replies, asked for at each turn: what the team has set may have changed. */
export type MakerFor = (teamId: string) => Promise<ReplyMaker>

/** One maker for every team. */
export function everyTeam(maker: ReplyMaker): MakerFor {
  return () => Promise.resolve(maker)
}
