/**
 * Does something now and again, `ms` after it was last done; what it throws is told and the next time it is
 * tried again. The answer stops it, and waits for what is being done.
 */
export function every(
  ms: number,
  work: () => Promise<void>,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  const rest = () => {
    if (stopped) return
    timer = setTimeout(() => {
      running = work().catch(onError).then(rest)
    }, ms)
  }
  rest()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await running
  }
}
