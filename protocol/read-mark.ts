import * as v from 'valibot'
import { id, sequence } from './primitives.ts'

/** The last message that an agent has read in a conversation. Only ever rises. */
export const readMark = v.object({
  agentId: id,
  conversationId: id,
  seq: sequence,
  /** How many messages up to `seq` the customer wrote. */
  customerCount: sequence,
})
export type ReadMark = v.InferOutput<typeof readMark>

/** `conversation:read` */
export const markRead = v.strictObject({ conversationId: id, seq: sequence })
export type MarkRead = v.InferOutput<typeof markRead>
