import * as v from 'valibot'
import { message } from './message.ts'

export const SEARCH_LIMIT_MAX = 50

/** `search:messages`: the newest messages of the team that hold a word beginning with each word of the query. */
export const searchMessages = v.strictObject({
  query: v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(200)),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(SEARCH_LIMIT_MAX)),
})
export type SearchMessages = v.InferOutput<typeof searchMessages>

/** Newest first; `more` tells whether there are older ones that are not among them. */
export const foundMessages = v.object({ messages: v.array(message), more: v.boolean() })
export type FoundMessages = v.InferOutput<typeof foundMessages>
