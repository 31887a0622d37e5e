/** Milliseconds after which it is done even if the panel never rests. */
const AT_LATEST_MS = 2_000

/** Does something once the page has nothing else to do. */
export function whenIdle(work: () => unknown): void {
  requestIdleCallback(() => void work(), { timeout: AT_LATEST_MS })
}

/** Resolves once the page has nothing else to do. */
export function idle(): Promise<void> {
  return new Promise((resolve) => whenIdle(resolve))
}
