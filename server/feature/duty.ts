/** Work that the server does by itself, again and again, whoever is connected. */
export interface Duty {
  /** Names it in the log when it fails. */
  name: string
  /** Milliseconds to wait after each run. */
  every: number
  /** Runs it as soon as the server listens, too. Without it the first run comes after `every`. */
  atStart?: boolean
  /** One run. Whatever it throws is logged, and it is tried again: see `startDuty`. */
  run(): Promise<void>
  /** Milliseconds until something is due that should not wait for `every`; null is nothing. */
  next?(): Promise<number | null>
  /** Takes what runs it in so many milliseconds, for a duty that hears of something before it is due. */
  hears?(wake: Wake): void
}

/** Runs a duty in so many milliseconds, unless it runs sooner anyway. */
export type Wake = (inMs: number) => void

/** Milliseconds. A duty that fails is tried again after twice as long each time, up to this or its own `every`. */
const BACK_OFF_MAX_MS = 5_000

/**
 * Runs a duty in a loop: waits, runs it, waits again. One run at a time. A run that fails is told to `onError`, and the
 * next one is put off. Returns a function that stops the loop and waits for the current run.
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
    // What is due during a run is seen after it.
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

  /** Answers how long to wait for the next run. */
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
