import { wholenessOf } from '../db/queries/wholeness-of.ts'
import type { SyncDeps } from './deps.ts'
import { resetCopy } from './reset-copy.ts'

/** Milliseconds between checks that the copy still exists: a browser does not report that it was deleted. */
export const LOOK_AT_COPY_MS = 4_000

interface Watched {
  /** The database was deleted or damaged during a live connection. Dialling again fills it, as at a sign-in. */
  lost: () => void
  failed: (error: unknown) => void
}

/** Watches the copy during a live connection. Returns a function that stops it. */
export function watchCopy(
  { db, log, schedule }: Pick<SyncDeps, 'db' | 'log' | 'schedule'>,
  { lost, failed }: Watched,
): () => void {
  let ended = false
  let cancel: () => void = () => undefined
  const look = async () => {
    const found = await wholenessOf(db)
    if (ended) return
    if (found === 'whole') {
      lookLater()
      return
    }
    log('the local database was lost, and is filled anew', found)
    if (found === 'torn') await resetCopy(db)
    lost()
  }
  function lookLater() {
    cancel = schedule(LOOK_AT_COPY_MS, () => void look().catch(failed))
  }
  lookLater()
  return () => {
    ended = true
    cancel()
  }
}
