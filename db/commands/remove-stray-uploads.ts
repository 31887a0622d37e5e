import type { BatonDatabase } from '../database.ts'
import { removeUploads } from './remove-uploads.ts'

/** Removes files that neither a draft nor the outbox has any more: what they were for is stored, or gone. */
export async function removeStrayUploads(db: BatonDatabase): Promise<void> {
  await db.transaction('rw', [db.drafts, db.outbox, db.uploads, db.files], async () => {
    const uploads = await db.uploads.toCollection().primaryKeys()
    if (uploads.length === 0) return
    const owners = [...(await db.drafts.toArray()), ...(await db.outbox.toArray())]
    const wanted = new Set(owners.flatMap(({ attachments }) => attachments))
    await removeUploads(
      db,
      uploads.filter((id) => !wanted.has(id)),
    )
  })
}
