import type { Feature } from '../feature/feature.ts'
import type { Timing } from '../ground/timing.ts'
import { indexWords } from './index-words.ts'
import { searchConversations, withConversations } from './search-conversations.ts'
import { searchMessages, type SearchDeps } from './search-messages.ts'

/** What was said, and by whom, found by words. */
export function searchFeature(deps: SearchDeps & { timing: Timing }) {
  const { db, timing } = deps
  return {
    agent: {
      'search:messages': {
        reads: async ({ actor }, body) =>
          withConversations(db, actor, await searchMessages(deps, actor, body)),
      },
      'search:conversations': {
        reads: ({ actor }, body) => searchConversations(deps, actor, body),
      },
    },
    duties: [{ name: 'index of words', every: timing.upkeep, run: () => indexWords(db) }],
  } satisfies Feature
}
