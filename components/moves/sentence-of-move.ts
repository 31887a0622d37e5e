import { withWords } from '../../composables/words/load-fully.ts'
import type { moveSentence } from '../../composables/words/move-sentence.ts'

/** What an agent tried: see `moveSentence`. */
export type AskedMove = Parameters<typeof moveSentence>[1]

/** What `moveSentence` says, fetched with its words: most openings of the panel see no move fail. */
export async function sentenceOfMove(...failed: Parameters<typeof moveSentence>): Promise<string> {
  const found = await withWords(() => import('../../composables/words/move-sentence.ts'))
  return found.moveSentence(...failed)
}
