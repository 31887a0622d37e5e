import type { BatonDatabase } from '../database.ts'
import { blockOf, BLOCK_LINES, type TextLine } from './put-messages.ts'

/** So many small blocks cost a search more than joining them does. */
const MANY = 64

/** Small blocks put together by one call: as long as that takes nothing else is stored. */
const AT_ONCE = 500

/**
 * Puts small blocks of texts together once there are many: one is added with every message that comes. One call does a
 * slice of the work; answers whether there is more. The rest that fills no block stays small. What came twice is kept
 * once.
 */
export async function joinTextBlocks(db: BatonDatabase, many = MANY): Promise<boolean> {
  if ((await db.textBlocks.where('full').equals(0).count()) < many) return false
  return db.transaction('rw', db.textBlocks, async () => {
    const small = await db.textBlocks.where('full').equals(0).limit(AT_ONCE).toArray()
    const lines = new Map<string, TextLine>()
    let read = 0
    for (const { texts, places } of small) {
      // A full block is enough for one call.
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
