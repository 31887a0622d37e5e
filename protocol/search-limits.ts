import { UNSPACED } from './unspaced.ts'

// In a file of their own, so that a panel opens without loading the schemas.

/** Most messages, and most conversations, that a search finds. */
export const SEARCH_LIMIT_MAX = 50

/**
 * Whether a server searches for this text. Spaces around it are ignored. A single letter counts only if it is a word.
 */
export function isSearchable(query: string): boolean {
  return query.trim().length > 1 || UNSPACED.test(query)
}
