/** Runs a task once in `ms`, unless the worker has died by then; the answer takes it back. */
export function schedule(ms: number, task: () => void): () => void {
  const timer = setTimeout(task, ms)
  return () => clearTimeout(timer)
}
