import { wholenessOf } from '../db/queries/wholeness-of.ts'
import type { SyncDeps } from './deps.ts'
import { resetCopy } from './reset-copy.ts'

/** Milliseconds between two looks whether the copy is there still: a browser tells nobody that it was deleted. */
export const LOOK_AT_COPY_MS = 4_000

interface Watched {
  /** The database was deleted or torn under a line that is good: dialling again fills it, as at a sign-in. */
  lost: () => void
  failed: (error: unknown) => void
}

/** Watches over the copy of a connection that is live. Answers what ends that. */
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
