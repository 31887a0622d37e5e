/** How often is looked, in ms. */
const LOOK_MS = 500

/** Scripts of package.json that run for as long as the server does. */
const RUNNING = new Set(['server', 'start'])

/**
 * Calls `end` once npm, or what npm runs, has gone without a word: it does not hand every signal on, and a server that
 * nobody can stop any more would go on. Does nothing for one that npm has not started, which may outlive whoever did.
 */
export function whenParentEnds(end: () => void): void {
  if (!RUNNING.has(process.env['npm_lifecycle_event'] ?? '')) return
  const parent = process.ppid
  const looking = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(looking)
    end()
  }, LOOK_MS).unref()
}
