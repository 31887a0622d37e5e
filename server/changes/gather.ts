/** Collects writes that may wait a moment, so that many become one transaction and one event. */
export interface Gather<Item> {
  /** Resolves once the write is durable. Of several under one key only the last is written. */
  add(teamId: string, key: string, item: Item): Promise<void>
  /** Writes at once what is waiting. */
  stop(): Promise<void>
}

interface Waiting<Item> {
  items: Map<string, Item>
  written: Promise<void>
  hurry: () => void
}

/** Batches writes per team: all that come within `ms` of the first are written together by `write`. */
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
      // Later writes go into the next batch.
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
