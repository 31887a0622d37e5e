import { joinTextBlocks } from '../db/commands/join-text-blocks.ts'
import { packList } from '../db/commands/pack-list.ts'
import type { BatonDatabase } from '../db/database.ts'

/**
 * Keeps quick what panels read: the list they start from, and the texts they search. Nothing is lost by doing
 * it late or never.
 */
export async function tidyCopy(db: BatonDatabase): Promise<void> {
  await packList(db)
  await joinTextBlocks(db)
}
