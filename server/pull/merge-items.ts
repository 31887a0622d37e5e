import { setImmediate as nextTurn } from 'node:timers/promises'
import { SYNCED_KINDS, type Place } from '@baton/protocol/changes.ts'
import type { Item, Position, Source } from '../feature/synced-table.ts'

/** Rows read of a table at a time: enough to be quick, few enough to hold in memory however large they are. */
const BATCH = 32

/** One table being read: what was read and not given yet. */
interface Reader {
  source: Source
  from: Position
  ready: Item[]
  done: boolean
}

/**
 * The items of all sources in the order of (revision, kind, id), from `place` on, or after all of a revision. Each
 * table is read a little at a time. node:sqlite is synchronous: between two reads other requests are served.
 */
export async function* mergeItems(
  sources: readonly Source[],
  after: number,
  place: Place | null,
): AsyncGenerator<Item, void> {
  const readers = SYNCED_KINDS.flatMap((kind): Reader[] => {
    const source = sources.find((one) => one.kind === kind)
    if (!source) return []
    return [{ source, from: startOf(source, after, place), ready: [], done: false }]
  })
  for (;;) {
    for (const reader of readers) if (reader.ready.length === 0) await refill(reader)
    const next = readers.reduce<Reader | null>((first, reader) => {
      const item = reader.ready[0]
      if (!item) return first
      const lowest = first?.ready[0]?.rev ?? Infinity
      return item.rev < lowest ? reader : first
    }, null)
    const item = next?.ready.shift()
    if (!item) return
    yield item
  }
}

/** Within the revision of `place`, the kinds before its own are done, and those after it have not begun. */
function startOf({ kind }: Source, after: number, place: Place | null): Position {
  if (!place || place.rev <= after) return { rev: after, id: null }
  const order = SYNCED_KINDS.indexOf(kind) - SYNCED_KINDS.indexOf(place.kind)
  if (order < 0) return { rev: place.rev, id: null }
  return order === 0 ? { rev: place.rev, id: place.id } : { rev: place.rev, id: '' }
}

async function refill(reader: Reader): Promise<void> {
  if (reader.done) return
  reader.ready = await reader.source.read(reader.from, BATCH)
  const last = reader.ready.at(-1)
  if (last) reader.from = { rev: last.rev, id: last.id }
  reader.done = reader.ready.length < BATCH
  await nextTurn()
}
