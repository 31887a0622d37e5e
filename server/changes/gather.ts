/** Writes that may wait for a moment, so that many become one transaction and one event. */
export interface Gather<Item> {
  /** Resolves once it is durable; of several under one key the last counts. */
  add(teamId: string, key: string, item: Item): Promise<void>
  /** Writes what waits at once. */
  stop(): Promise<void>
}

interface Waiting<Item> {
  items: Map<string, Item>
  written: Promise<void>
  hurry: () => void
}

/** What comes within `ms` of the first is written together, per team, by `write`. */
export function gather<Item>(
  ms: number,
  write: (teamId: string, items: ReadonlyMap<string, Item>) => Promise<void>,
): Gather<Item> {
  const teams = new Map<string, Waiting<Item>>()

  function open(teamId: string): Waiting<Item> {
    const items = new Map<string, Item>()
    const { promise: over, resolve } = Promise.withResolvers<null>()
    const timer = setTimeout(() => resolve(null), ms)
    const written = over.then(async () => {
      // What comes from here on is written with the next.
      teams.delete(teamId)
      await write(teamId, items)
    })
    const hurry = () => {
      clearTimeout(timer)
      resolve(null)
    }
    const waiting = { items, written, hurry }
    teams.set(teamId, waiting)
    return waiting
  }

  return {
    add: (teamId, key, item) => {
      const waiting = teams.get(teamId) ?? open(teamId)
      waiting.items.set(key, item)
      return waiting.written
    },
    stop: async () => {
      const all = [...teams.values()]
      for (const { hurry } of all) hurry()
      await Promise.allSettled(all.map(({ written }) => written))
    },
  }
}
