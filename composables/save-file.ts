import { db } from '../db/database.ts'
import { getFile } from '../db/queries/get-file.ts'
import { background } from './background.ts'

/** Milliseconds that the browser may take to begin writing. */
const STARTS_WITHIN_MS = 60_000

/** Saves a file where the browser saves downloads; false when it could not be fetched. */
export async function saveFile({ id, name }: { id: string; name: string }): Promise<boolean> {
  if (!(await getFile(db, id)) && !(await background.loadFile({ id })).ok) return false
  const blob = await getFile(db, id)
  if (!blob) return false
  // Bytes and nothing else: opened as a page it must not run as the extension's own.
  const url = URL.createObjectURL(new Blob([blob], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), STARTS_WITHIN_MS)
  return true
}
