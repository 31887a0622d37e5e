import type { BatonDatabase } from '../database.ts'
import { filesInUse, tablesOfFilesInUse } from '../queries/files-in-use.ts'
import { removeUploads } from './remove-uploads.ts'

/** Removes files that no waiting or unfinished message or template names any more. `now` is in ms since 1970. */
export async function removeStrayUploads(db: BatonDatabase, now: number): Promise<void> {
  const tables = [...tablesOfFilesInUse(db), db.uploads, db.files]
  await db.transaction('rw', tables, async () => {
    const uploads = await db.uploads.toArray()
    if (uploads.length === 0) return
    const wanted = await filesInUse(db)
    const strays = uploads.filter(({ id, keptUntil }) => !wanted.has(id) && (keptUntil ?? 0) < now)
    await removeUploads(
      db,
      strays.map(({ id }) => id),
    )
  })
}
