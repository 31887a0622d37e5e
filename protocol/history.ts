import * as v from 'valibot'
import { message } from './message.ts'
import { id, sequence } from './primitives.ts'

export const HISTORY_LIMIT_MAX = 200

/** `history:page`: the newest `limit` messages with a sequence below `before`. */
export const historyPage = v.strictObject({
  conversationId: id,
  before: sequence,
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(HISTORY_LIMIT_MAX)),
})
export type HistoryPage = v.InferOutput<typeof historyPage>

export const history = v.object({ messages: v.array(message) })
export type History = v.InferOutput<typeof history>
