import { UNSPACED } from './unspaced.ts'

// By themselves: a panel opens without the schemas.

/** What a search finds at most, of messages and of conversations. */
export const SEARCH_LIMIT_MAX = 50

/** Whether a server looks for a text, spaces around it aside: for one letter only where that is a word. */
export function isSearchable(query: string): boolean {
  return query.trim().length > 1 || UNSPACED.test(query)
}
