import { liveQuery } from 'dexie'

/** Milliseconds after which a failed query runs again: the database may have been lost and made anew. */
const AGAIN_MS = 3_000

interface Followed<T> {
  query: () => Promise<T>
  next: (value: T) => void
  failed: (error: unknown) => void
  /** Milliseconds after which a failed query runs again; defaults to `AGAIN_MS`. */
  againMs?: number
  schedule: (ms: number, task: () => void) => () => void
}

/** Follows a live query and continues after failures, each of which is reported. Returns a function that stops it. */
export function followQuery<T>({
  query,
  next,
  failed,
  againMs = AGAIN_MS,
  schedule,
}: Followed<T>): () => void {
  let stop: () => void = () => undefined
  const follow = () => {
    const subscription = liveQuery(query).subscribe({
      next,
      error: (error: unknown) => {
        stop = schedule(againMs, follow)
        failed(error)
      },
    })
    stop = () => subscription.unsubscribe()
  }
  follow()
  return () => stop()
}
