import { saveBlob } from '@baton/rendering/save-blob.ts'
import type { PanelWorld } from '../../composables/world.ts'
import { getFile } from '../../db/queries/get-file.ts'

/** Saves a file where the browser saves downloads; false when it could not be fetched. */
export async function saveFile(
  { db, background }: PanelWorld,
  { id, name }: { id: string; name: string },
): Promise<boolean> {
  if (!(await getFile(db, id)) && !(await background.ask('load:file', { id })).ok) return false
  const blob = await getFile(db, id)
  if (!blob) return false
  saveBlob(blob, name)
  return true
}
