import * as v from 'valibot'
import { row } from './changes.ts'
import { message } from './message.ts'
import { isSearchable, SEARCH_LIMIT_MAX } from './search-limits.ts'

const query = v.pipe(v.string(), v.trim(), v.check(isSearchable), v.maxLength(200))
const limit = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(SEARCH_LIMIT_MAX))

/**
 * `search:messages`: the team's newest messages that have, for each word of the query, a word beginning with it.
 * Case, accents and strokes are ignored, and so are signs within a number. In scripts without spaces a word matches
 * anywhere. If nothing matches, words with one typing mistake match too.
 */
export const searchMessages = v.strictObject({ query, limit })
export type SearchMessages = v.InferOutput<typeof searchMessages>

/** Newest first. `more` is true if there are older matches. */
export const foundMessages = v.object({ messages: v.array(message), more: v.boolean() })
export type FoundMessages = v.InferOutput<typeof foundMessages>

/** The answer to `search:messages`: the messages, and their conversations with customers. */
export const foundInMessages = v.object({ ...foundMessages.entries, rows: v.array(row) })
export type FoundInMessages = v.InferOutput<typeof foundInMessages>

/**
 * `search:conversations`: conversations whose customer's name or email matches each word of the query, as in
 * `search:messages`; the customers known most recently come first. Or the conversations with this id or customer id.
 */
export const searchConversations = v.strictObject({ query, limit })
export type SearchConversations = v.InferOutput<typeof searchConversations>

/** With their customers. `more` is true if there are other matches. */
export const foundConversations = v.object({ rows: v.array(row), more: v.boolean() })
export type FoundConversations = v.InferOutput<typeof foundConversations>
