import * as v from 'valibot'
import { conversation } from './conversation.ts'
import { epoch, id } from './primitives.ts'

const note = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(2_000)))
const move = { id, conversationId: id, epoch }

/** `conversation:take-over`: compare-and-set on the epoch the agent saw; `id` becomes the notice's id. */
export const takeOver = v.strictObject(move)
export type TakeOver = v.InferOutput<typeof takeOver>

/**
 * `conversation:hand-over`: back to the AI agent, with a note for it that the customer never sees. What the customer
 * wrote before is dealt with, unless `answerEarlier` says that the AI is to answer it. Servers of 0.2 know no
 * `answerEarlier` and refuse it; their AI always answers.
 */
export const handOver = v.strictObject({ ...move, note, answerEarlier: v.optional(v.boolean()) })
export type HandOver = v.InferOutput<typeof handOver>

/** `conversation:transfer`: to another agent of the team, with a note for them. */
export const transfer = v.strictObject({ ...move, toAgentId: id, note })
export type Transfer = v.InferOutput<typeof transfer>

/** `conversation:accept`: the owner has taken note of what is pending, and keeps the conversation. */
export const accept = v.strictObject({ conversationId: id, epoch })
export type Accept = v.InferOutput<typeof accept>

/** `conversation:decline`: back to who offered it, with a word for them; to waiting when they have left. */
export const decline = v.strictObject({ ...move, note })
export type Decline = v.InferOutput<typeof decline>

/** `conversation:resolve`: done, until the customer writes again. */
export const resolve = v.strictObject(move)
export type Resolve = v.InferOutput<typeof resolve>

/** `conversation:undo`: takes back what is `undoable`, under the epoch that the move led to. */
export const undo = v.strictObject(move)
export type Undo = v.InferOutput<typeof undo>

/**
 * `conversation:nudge`: asks the owner, whoever else's conversation it is, to see to it; `id` becomes the id of the team's
 * notice. Once in a while only: `rate-limited`, with `retryAfterMs`, says when again. `wrong-state` where nobody else holds it.
 */
export const nudge = v.strictObject(move)
export type Nudge = v.InferOutput<typeof nudge>

/** The conversation as the move left it. */
export const moved = v.object({ conversation })
export type Moved = v.InferOutput<typeof moved>
