/** Tracks who has a connection, and who lost the last one a moment ago. */
export interface Online {
  /** Counts one more connection. */
  connected(id: string): void
  /** Counts one fewer. `onGone` is called if no connection comes within the grace time. */
  disconnected(id: string, onGone: () => void): void
  /** No connection is open, as after a start. `onGone` is called if none comes within the grace time. */
  expected(id: string, onGone: () => void): void
  stop(): void
}

/** `graceMs` is in milliseconds: a reload or a short network failure does not count as an absence. */
export function createOnline(graceMs: number): Online {
  const counts = new Map<string, number>()
  const leaving = new Map<string, NodeJS.Timeout>()
  const wait = (id: string, onGone: () => void) => {
    clearTimeout(leaving.get(id))
    leaving.set(
      id,
      setTimeout(() => {
        leaving.delete(id)
        onGone()
      }, graceMs),
    )
  }
  return {
    connected: (id) => {
      counts.set(id, (counts.get(id) ?? 0) + 1)
      clearTimeout(leaving.get(id))
      leaving.delete(id)
    },
    disconnected: (id, onGone) => {
      const left = (counts.get(id) ?? 1) - 1
      if (left > 0) {
        counts.set(id, left)
        return
      }
      counts.delete(id)
      wait(id, onGone)
    },
    expected: (id, onGone) => {
      if (!counts.has(id)) wait(id, onGone)
    },
    stop: () => {
      for (const timer of leaving.values()) clearTimeout(timer)
      leaving.clear()
    },
  }
}
