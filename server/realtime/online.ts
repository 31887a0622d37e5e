/** Who has a connection, and who had one until a moment ago. */
export interface Online {
  /** One more connection of somebody. */
  connected(id: string): void
  /** One fewer; `onGone` is called if no other comes within the grace. */
  disconnected(id: string, onGone: () => void): void
  /** Nobody's connection, as after a start: `onGone` is called if none comes within the grace. */
  expected(id: string, onGone: () => void): void
  stop(): void
}

/** `graceMs` in milliseconds: a reload of the browser or a short break of the line is no absence. */
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
