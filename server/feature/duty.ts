/** Work that the server repeats by itself, whoever is connected. */
export interface Duty {
  /** The duty's name in the log when a run fails. */
  name: string
  /** Milliseconds to wait after each run. */
  every: number
  /** Also runs as soon as the server listens. Otherwise the first run comes after `every`. */
  atStart?: boolean
  /** One run. Errors are logged and the run is retried: see `startDuty`. */
  run(): Promise<void>
  /** Milliseconds until the next run has to come, if sooner than `every`; null means `every`. */
  next?(): Promise<number | null>
  /** Receives the function that schedules an earlier run, for a duty that learns of work before it is due. */
  hears?(wake: Wake): void
}

/** Runs a duty in this many milliseconds, unless it runs sooner anyway. */
export type Wake = (inMs: number) => void

/** Longest back-off in milliseconds. It doubles with each failure, up to this or the duty's own `every`. */
const BACK_OFF_MAX_MS = 5_000

/**
 * Runs a duty in a loop: waits, runs it, waits again. One run at a time. Errors go to `onError`, and the next run
 * backs off. Returns a function that stops the loop and waits for the current run.
 */
export function startDuty(
  duty: Duty,
  onError: (error: unknown, duty: string) => void,
): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined
  /** By `performance.now()`. */
  let wakeAt = Infinity
  let running: Promise<void> | null = null
  let failures = 0
  let stopped = false

  const wake: Wake = (inMs) => {
    const at = performance.now() + Math.max(0, inMs)
    if (stopped || at >= wakeAt) return
    wakeAt = at
    // A wake during a run takes effect after that run.
    if (running === null) setTimer()
  }

  function setTimer(): void {
    clearTimeout(timer)
    timer = setTimeout(begin, Math.max(0, wakeAt - performance.now()))
  }

  function begin(): void {
    wakeAt = Infinity
    running = runOnce().then((inMs) => {
      running = null
      wake(inMs)
      if (!stopped) setTimer()
    })
  }

  /** Runs it once. Returns how long to wait for the next run. */
  async function runOnce(): Promise<number> {
    try {
      await duty.run()
      const due = (await duty.next?.()) ?? null
      failures = 0
      return due === null ? duty.every : Math.min(due, duty.every)
    } catch (error) {
      onError(error, duty.name)
      failures += 1
      return Math.min(duty.every * 2 ** failures, Math.max(duty.every, BACK_OFF_MAX_MS))
    }
  }

  duty.hears?.(wake)
  wake(duty.atStart ? 0 : duty.every)
  return async () => {
    stopped = true
    clearTimeout(timer)
    await running
  }
}
