interface RestDeps {
  /** Milliseconds since 1970. */
  now: () => number
  schedule: (ms: number, task: () => void) => () => void
}

/**
 * Does a task once nothing has happened for `rest` milliseconds: call what it answers at each happening. What never
 * rests does not put it off for ever: it is done `latest` milliseconds after the first happening at the latest.
 */
export function afterRest(
  { now, schedule }: RestDeps,
  { rest, latest }: { rest: number; latest: number },
  task: () => void,
): () => void {
  let cancel: () => void = () => undefined
  let due: number | null = null
  return () => {
    cancel()
    due ??= now() + latest
    cancel = schedule(Math.max(0, Math.min(rest, due - now())), () => {
      due = null
      task()
    })
  }
}
