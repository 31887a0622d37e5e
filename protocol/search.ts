import * as v from 'valibot'
import { row } from './changes.ts'
import { message } from './message.ts'
import { isSearchable, SEARCH_LIMIT_MAX } from './search-limits.ts'

const query = v.pipe(v.string(), v.trim(), v.check(isSearchable), v.maxLength(200))
const limit = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(SEARCH_LIMIT_MAX))

/**
 * `search:messages`: the newest messages of the team that hold a word beginning with each word of the query, whatever its
 * case, accents and strokes, and a number whatever signs are in it; or anywhere within what is written without spaces.
 * Where nothing does, those that do but for a mistake.
 */
export const searchMessages = v.strictObject({ query, limit })
export type SearchMessages = v.InferOutput<typeof searchMessages>

/** Newest first; `more` tells whether there are older ones that are not among them. */
export const foundMessages = v.object({ messages: v.array(message), more: v.boolean() })
export type FoundMessages = v.InferOutput<typeof foundMessages>

/** What `search:messages` answers: the messages, and the conversations they are in with their customers. */
export const foundInMessages = v.object({ ...foundMessages.entries, rows: v.array(row) })
export type FoundInMessages = v.InferOutput<typeof foundInMessages>

/**
 * `search:conversations`: those whose customer's name or email holds each word of the query as a message would, whom the
 * team knew last first; or those whose id, or whose customer's id, the query is.
 */
export const searchConversations = v.strictObject({ query, limit })
export type SearchConversations = v.InferOutput<typeof searchConversations>

/** With their customers; `more` tells whether there are others. */
export const foundConversations = v.object({ rows: v.array(row), more: v.boolean() })
export type FoundConversations = v.InferOutput<typeof foundConversations>
