import type { Place, Row } from '@baton/protocol/changes.ts'
import { AROUND, bytesOf } from '../changes/fits.ts'
import { mergeItems } from './merge-items.ts'
import type { Item, Source, Span } from '../feature/synced-table.ts'

/** Rows that go into one frame, and where they end. */
export interface Page {
  rev: number
  place: Place | null
  rows: Row[]
  bytes: number
}

/**
 * Reads as much of the span as fits into a page, and one row at least. It ends with a revision wherever one is whole; a transaction that is
 * larger than a page is split, and `place` says where.
 */
export async function readPage(
  sources: readonly Source[],
  span: Span,
  { place: from, limit, bytes: most }: { place: Place | null; limit: number; bytes: number },
): Promise<Page> {
  const taken: (Item & { bytes: number })[] = []
  let bytes = 0
  let count = 0
  let beyond: Item | null = null
  for await (const item of mergeItems(sources, span.after, from)) {
    const size = item.rows.reduce((sum, row) => sum + bytesOf(row), 0)
    const full = bytes + size > most - AROUND || count + item.rows.length > limit
    if (full && taken.length > 0) {
      beyond = item
      break
    }
    taken.push({ ...item, bytes: size })
    bytes += size
    count += item.rows.length
  }
  if (!beyond) return pageOf(taken, span.upTo, null)
  const { rev } = beyond
  const whole = taken.filter((item) => item.rev < rev)
  if (whole.length > 0) return pageOf(whole, rev - 1, null)
  const last = taken.at(-1)
  return pageOf(taken, rev - 1, last ? { rev, kind: last.kind, id: last.id } : null)
}

function pageOf(items: (Item & { bytes: number })[], rev: number, place: Place | null): Page {
  return {
    rev,
    place,
    rows: items.flatMap(({ rows }) => rows),
    bytes: items.reduce((sum, item) => sum + item.bytes, 0),
  }
}
