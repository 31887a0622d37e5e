import * as v from 'valibot'
import { conversation } from './conversation.ts'
import { epoch, id } from './primitives.ts'

const note = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(2_000)))
/** Most promises of a hand-back, and the longest one in UTF-16 code units. */
export const PROMISES_MAX = 10
export const PROMISE_MAX = 200

/** What was promised to a customer, a line each. */
export const promises = v.pipe(
  v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(PROMISE_MAX))),
  v.maxLength(PROMISES_MAX),
)

const move = { id, conversationId: id, epoch }

/** `conversation:take-over`: compare-and-set on the epoch that the agent saw. `id` becomes the notice's id. */
export const takeOver = v.strictObject(move)
export type TakeOver = v.InferOutput<typeof takeOver>

/**
 * `conversation:hand-over`: hands back to the AI agent, with a note that the customer never sees. The AI answers what
 * the customer writes next, and earlier messages only with `answerEarlier`. Servers of 0.2 refuse it and `promised`,
 * and their AI always answers earlier messages.
 */
export const handOver = v.strictObject({
  ...move,
  note,
  answerEarlier: v.optional(v.boolean()),
  /** What the agent promised the customer. A bot of somebody else's is told it. */
  promised: v.optional(promises),
})
export type HandOver = v.InferOutput<typeof handOver>

/** `conversation:transfer`: gives the conversation to another agent of the team, with a note for them. */
export const transfer = v.strictObject({ ...move, toAgentId: id, note })
export type Transfer = v.InferOutput<typeof transfer>

/** `conversation:accept`: the owner acknowledges the pending transfer and keeps the conversation. */
export const accept = v.strictObject({ conversationId: id, epoch })
export type Accept = v.InferOutput<typeof accept>

/**
 * `conversation:decline`: gives it back to the colleague who offered it, with a note. If they have left, it waits.
 */
export const decline = v.strictObject({ ...move, note })
export type Decline = v.InferOutput<typeof decline>

/** `conversation:resolve`: resolved until the customer writes again. */
export const resolve = v.strictObject(move)
export type Resolve = v.InferOutput<typeof resolve>

/** `conversation:undo`: takes back the `undoable` move, under the epoch that the move led to. */
export const undo = v.strictObject(move)
export type Undo = v.InferOutput<typeof undo>

/**
 * `conversation:nudge`: asks the owner, a colleague, to see to the conversation. `id` becomes the id of the team's
 * notice. `rate-limited` if nudged lately; `retryAfterMs` says when again. `wrong-state` if no colleague owns it.
 */
export const nudge = v.strictObject(move)
export type Nudge = v.InferOutput<typeof nudge>

/** The conversation after the move. */
export const moved = v.object({ conversation })
export type Moved = v.InferOutput<typeof moved>
