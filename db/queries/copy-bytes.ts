import type { BatonDatabase } from '../database.ts'

/**
 * Rough size of a conversation with its customer, read marks and row in the list; also of a block made before sizes
 * were stored.
 */
export const CONVERSATION_BYTES = 2_500
const BLOCK_BYTES = 350_000

/**
 * Rough size of the copy of the team's conversations on disk, in bytes. The browser's own figure covers the whole
 * extension, and falls long after a removal. Viewed files have a limit of their own.
 */
export async function copyBytes(db: BatonDatabase): Promise<number> {
  const [sizes, full, conversations] = await Promise.all([
    db.textBlocks.orderBy('bytes').keys(),
    db.textBlocks.where('full').equals(1).count(),
    db.conversations.count(),
  ])
  const known = sizes.reduce<number>((sum, bytes) => sum + Number(bytes), 0)
  const unknown = Math.max(0, full - sizes.length)
  return known + unknown * BLOCK_BYTES + conversations * CONVERSATION_BYTES
}
