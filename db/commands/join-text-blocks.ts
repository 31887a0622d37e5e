import type { BatonDatabase } from '../database.ts'
import { blockOf, BLOCK_LINES, type TextLine } from './put-messages.ts'

/** From this many small blocks on, joining them costs less than searching them. */
const MANY = 64

/** Small blocks joined by one call: it blocks all other writes meanwhile. */
const AT_ONCE = 500

/**
 * Joins small blocks of texts once there are many: every message adds one. One call does a slice of the work and
 * returns whether there is more. A rest that fills no block stays small. Duplicate lines are dropped.
 */
export async function joinTextBlocks(db: BatonDatabase, many = MANY): Promise<boolean> {
  if ((await db.textBlocks.where('full').equals(0).count()) < many) return false
  return db.transaction('rw', db.textBlocks, async () => {
    const small = await db.textBlocks.where('full').equals(0).limit(AT_ONCE).toArray()
    const lines = new Map<string, TextLine>()
    let read = 0
    for (const { texts, places } of small) {
      // One full block is enough for a call.
      if (lines.size >= BLOCK_LINES) break
      read += 1
      const keys = places.split('\n')
      for (const [n, text] of texts.split('\n').entries()) {
        lines.set(keys[n] ?? '', { place: keys[n] ?? '', text })
      }
    }
    await db.textBlocks.bulkDelete(small.slice(0, read).map(({ n }) => n))
    const all = [...lines.values()]
    for (let from = 0; from < all.length; from += BLOCK_LINES) {
      await db.textBlocks.add(blockOf(all.slice(from, from + BLOCK_LINES)))
    }
    const left = await db.textBlocks.where('full').equals(0).count()
    return left >= many
  })
}
