import { fileInUse } from '../database/file-lock.ts'
import type { OpenDatabase } from '../database/open.ts'
import { socketBeside } from './operator-socket.ts'
import { whoListens } from './speak.ts'

/**
 * Somebody may have removed the lock of a server that lives: it is found by its socket. Throws `FileInUse`, naming it;
 * the living one takes its lock again once this process lets go.
 */
export async function refuseBesideLiving({ file }: OpenDatabase): Promise<void> {
  if (file === null) return
  const { path, lock } = file
  for (const address of new Set([lock.before?.socket ?? socketBeside(path), socketBeside(path)])) {
    const living = await whoListens(address)
    if (living && living.pid !== process.pid) throw fileInUse(path, living)
  }
}
