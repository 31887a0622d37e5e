import type { LineWorld } from './line.ts'
import { roadMemory } from './road-memory.ts'

/** How long the server may take to say that it is there, in ms. */
const THERE_MS = 5_000

/** The world of a line from this page to the server that the page came from. */
export function pageWorld(page: Window): LineWorld {
  const { document, location } = page
  return {
    isThere: async () => {
      try {
        const signal = AbortSignal.timeout(THERE_MS)
        const asked = { cache: 'no-store', signal } as const
        return (await page.fetch(`${location.origin}/healthz`, asked)).ok
      } catch {
        return false
      }
    },
    memory: roadMemory(() => page.localStorage, Date.now),
    isHidden: () => document.hidden,
    onSeen: (run) => document.addEventListener('visibilitychange', run),
    later: (ms, run) => void page.setTimeout(run, ms),
  }
}
