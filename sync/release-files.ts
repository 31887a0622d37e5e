import type { Attachment } from '@baton/protocol/attachment.ts'
import type { BatonDatabase } from '../db/database.ts'

/**
 * My files that the server has no longer need to be kept. They stay visible from here while there is room. `usedAt`
 * is in ms since 1970.
 */
export async function releaseFiles(
  db: BatonDatabase,
  files: readonly Attachment[],
  usedAt: number,
): Promise<void> {
  if (files.length === 0) return
  const ids = files.map(({ id }) => id)
  await Promise.all([
    db.uploads.bulkDelete(ids),
    db.files
      .where('id')
      .anyOf(ids)
      .and((file) => file.usedAt === null)
      .modify({ usedAt }),
  ])
}
