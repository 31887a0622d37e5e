/** Passes the newest value on, at once and then at most every so often. */
export interface Throttle<T> {
  push(value: T): void
  /** Drops what has not been passed on, and everything that is pushed later. */
  stop(): void
}

/** `everyMs` in milliseconds. */
export function throttle<T>(everyMs: number, pass: (value: T) => void): Throttle<T> {
  let waiting: { value: T } | null = null
  let timer: NodeJS.Timeout | null = null
  let stopped = false
  const rest = () => {
    timer = setTimeout(() => {
      timer = null
      if (waiting === null) return
      const { value } = waiting
      waiting = null
      pass(value)
      rest()
    }, everyMs)
  }
  return {
    push: (value) => {
      if (stopped) return
      if (timer !== null) {
        waiting = { value }
        return
      }
      pass(value)
      rest()
    },
    stop: () => {
      stopped = true
      waiting = null
      if (timer !== null) clearTimeout(timer)
      timer = null
    },
  }
}
