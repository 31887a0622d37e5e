import type { BatonDatabase } from '../database.ts'

/** What a conversation takes with its customer, read marks and place in the list; and a block made before sizes were. */
export const CONVERSATION_BYTES = 2_500
const BLOCK_BYTES = 350_000

/**
 * What the copy of the team's conversations takes on the disk, in bytes, about: what the browser tells of its own is all
 * of the extension's, and falls long after something was taken out. Files that were looked at are bounded by themselves.
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
