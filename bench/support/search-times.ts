import { indexTemplates } from '@baton/domain/template/index-templates.ts'
import { searchTemplates } from '@baton/domain/template/search.ts'
import type { Template } from '@baton/protocol/template.ts'
import UFuzzy from '@leeoniya/ufuzzy'

/** What an agent types, letter by letter: beginnings of shortcuts, words of titles and texts, mistakes, nonsense. */
const TYPED = ['refund', 'deliv', 'card-new', 'statement', 'exchange', 'refnud', 'tracking', 'zzz']

export interface SearchTimes {
  /** Milliseconds, one for each key. */
  ours: number[]
  bare: number[]
}

/**
 * Searches as the picker does at every key, and as uFuzzy alone does over the same texts, by turns. Each round has an
 * index of its own, so that nothing is known from the round before.
 */
export function searchTimes(templates: readonly Template[], rounds: number): SearchTimes {
  const bare = new UFuzzy()
  const texts = templates.map(
    ({ shortcut, title, tags, body }) => `${shortcut} ${title} ${tags.join(' ')} ${body}`,
  )
  const times: SearchTimes = { ours: [], bare: [] }
  for (let round = 0; round < rounds; round++) {
    const index = indexTemplates(templates)
    // As the panel does while nobody types.
    index.vocabulary()
    for (const typed of TYPED) {
      for (let length = 1; length <= typed.length; length++) {
        const query = typed.slice(0, length)
        times.ours.push(timeOf(() => searchTemplates(index, query)))
        times.bare.push(timeOf(() => bare.search(texts, query)))
      }
    }
  }
  return times
}

function timeOf(work: () => unknown): number {
  const started = performance.now()
  work()
  return performance.now() - started
}
