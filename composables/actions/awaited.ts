import { onScopeDispose, watch, type WatchSource } from 'vue'

/** Milliseconds after which what was asked for is no longer waited for: it may have failed. */
const AT_MOST_MS = 3_000

interface Awaited {
  since: number
  /** Asks whether it is there; told by whoever awaits it otherwise. */
  isThere?: () => boolean
}

/** What the agent asked for and is not on the screen yet: the keys that come meanwhile belong to nobody. */
const awaited = new Set<Awaited>()

/** Whether something is on its way that keys must not get ahead of. */
export function isAwaiting(now = performance.now()): boolean {
  for (const one of awaited) {
    if (now - one.since > AT_MOST_MS || one.isThere?.()) awaited.delete(one)
  }
  return awaited.size > 0
}

/** The agent went elsewhere by a click, by Tab or Esc: nothing is waited for any more. */
export function awaitNothing(): void {
  awaited.clear()
}

/** Holds keys back until a promise settles, whichever way. Gives it back. */
export function whileKeysWait<T>(promise: Promise<T>): Promise<T> {
  const one: Awaited = { since: performance.now() }
  awaited.add(one)
  const done = () => awaited.delete(one)
  promise.then(done, done)
  return promise
}

/** Holds keys back from when `wanted` begins to hold, until it no longer does or `isThere` says so. */
export function useAwaited(wanted: WatchSource<boolean>, isThere?: () => boolean): void {
  let one: Awaited | undefined
  const stop = () => one && awaited.delete(one)
  watch(
    wanted,
    (now) => {
      stop()
      if (!now) return
      one = { since: performance.now(), isThere }
      awaited.add(one)
    },
    { immediate: true, flush: 'sync' },
  )
  onScopeDispose(stop)
}
