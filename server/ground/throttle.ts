/** Passes the newest value on, at once and then at most every so often. */
export interface Throttle<T> {
  push(value: T): void
  /** Drops what has not been passed on, and everything that is pushed later. */
  stop(): void
}

/** `pauseAfter` says how many milliseconds to wait after a value was passed on. */
export function throttle<T>(
  pauseAfter: (value: T) => number,
  pass: (value: T) => void,
): Throttle<T> {
  let waiting: { value: T } | null = null
  let timer: NodeJS.Timeout | null = null
  let stopped = false
  const rest = (ms: number) => {
    timer = setTimeout(() => {
      timer = null
      if (waiting === null) return
      const { value } = waiting
      waiting = null
      pass(value)
      rest(pauseAfter(value))
    }, ms)
  }
  return {
    push: (value) => {
      if (stopped) return
      if (timer !== null) {
        waiting = { value }
        return
      }
      pass(value)
      rest(pauseAfter(value))
    },
    stop: () => {
      stopped = true
      waiting = null
      if (timer !== null) clearTimeout(timer)
      timer = null
    },
  }
}

/** Letters a second that one who looks on is told of a streamed answer at most. */
const LETTERS_PER_SECOND = 30_000

/**
 * Milliseconds between two tellings of an answer that is `letters` long by now. Each tells the whole text so far, so that
 * a lost one does no harm; the longer it is, the less often it is told.
 */
export function streamPause(leastMs: number, letters: number): number {
  return Math.max(leastMs, (letters / LETTERS_PER_SECOND) * 1_000)
}
