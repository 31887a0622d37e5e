import type { BatonDatabase } from '../database.ts'
import type { TemplateEditRow } from '../rows.ts'
import { removeUploads } from './remove-uploads.ts'

/**
 * Removes files that nothing has any more that waits or is being written, be it a message or a template: what they
 * were for is stored, or gone. `now` is in ms since 1970.
 */
export async function removeStrayUploads(db: BatonDatabase, now: number): Promise<void> {
  const tables = [db.drafts, db.outbox, db.templateEdits, db.templateDrafts, db.uploads, db.files]
  await db.transaction('rw', tables, async () => {
    const uploads = await db.uploads.toArray()
    if (uploads.length === 0) return
    const owners = [...(await db.drafts.toArray()), ...(await db.outbox.toArray())]
    const wanted = new Set([
      ...owners.flatMap(({ attachments }) => attachments),
      ...filesOf(await db.templateEdits.toArray()),
      ...filesOf((await db.templateDrafts.toArray()).map(({ form }) => form)),
    ])
    const strays = uploads.filter(({ id, keptUntil }) => !wanted.has(id) && (keptUntil ?? 0) < now)
    await removeUploads(
      db,
      strays.map(({ id }) => id),
    )
  })
}

/** Ids of the files that edits of templates name. */
export function filesOf(edits: readonly Pick<TemplateEditRow, 'content'>[]): string[] {
  return edits.flatMap(({ content }) => content?.attachments.map(({ id }) => id) ?? [])
}
