import type { BatonDatabase } from '../database.ts'
import type { TextBlockRow } from '../rows.ts'
import { BLOCK_LINES } from './put-messages.ts'

/** So many small blocks cost a search more than joining them does. */
const MANY = 100

/**
 * Puts small blocks of texts together once there are many: one is added with every message that comes. The
 * rest that fills no block stays small. What came twice is kept once.
 */
export async function joinTextBlocks(db: BatonDatabase, many = MANY): Promise<void> {
  if ((await db.textBlocks.where('full').equals(0).count()) < many) return
  await db.transaction('rw', db.textBlocks, async () => {
    const small = await db.textBlocks.where('full').equals(0).toArray()
    const lines = new Map<string, string>()
    for (const { texts, places } of small) {
      const keys = places.split('\n')
      for (const [n, text] of texts.split('\n').entries()) lines.set(keys[n] ?? '', text)
    }
    await db.textBlocks.bulkDelete(small.map(({ n }) => n))
    await db.textBlocks.bulkAdd(blocksOf([...lines]))
  })
}

function blocksOf(lines: readonly [place: string, text: string][]): Omit<TextBlockRow, 'n'>[] {
  const blocks: Omit<TextBlockRow, 'n'>[] = []
  for (let from = 0; from < lines.length; from += BLOCK_LINES) {
    const part = lines.slice(from, from + BLOCK_LINES)
    blocks.push({
      full: part.length === BLOCK_LINES ? 1 : 0,
      texts: part.map(([, text]) => text).join('\n'),
      places: part.map(([place]) => place).join('\n'),
    })
  }
  return blocks
}
