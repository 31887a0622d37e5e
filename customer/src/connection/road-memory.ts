/** How long a network that let no WebSocket through is taken for one that lets none through, in ms. */
const REMEMBERED_MS = 24 * 3_600_000
const KEY = 'baton-polls-since'

/** Whether this browser's network lets WebSockets through: each page of a site would find it out anew. */
export interface RoadMemory {
  polls(): boolean
  setPolls(polls: boolean): void
}

/** `storage` throws in browsers that keep nothing: then every page finds out for itself. */
export function roadMemory(storage: () => Storage, now: () => number): RoadMemory {
  return {
    polls: () => {
      try {
        const since = Number(storage().getItem(KEY) ?? '-Infinity')
        return Math.abs(now() - since) < REMEMBERED_MS
      } catch {
        return false
      }
    },
    setPolls: (polls) => {
      try {
        if (polls) storage().setItem(KEY, String(now()))
        else storage().removeItem(KEY)
      } catch {
        // See above.
      }
    },
  }
}
