import { Refused } from '../ground/refused.ts'

/** Whose work it is. */
export interface Asker {
  id: string
  teamId: string
}

interface Waiting {
  asker: Asker
  begin: () => void
  drop: () => void
}

/** Lets work through by turns, so that nobody's work stops anybody else's. */
export interface Turnstile {
  /**
   * Runs `work` once there is a place for it. Throws `Refused` `overloaded` without running it when the same asker
   * asks anew meanwhile, or when `signal` is aborted before its turn has come.
   */
  run<T>(asker: Asker, signal: AbortSignal, work: () => Promise<T>): Promise<T>
}

/**
 * At most `places` run at once. An asker has one place, and one more may wait: what was asked last is what they
 * still want. The next place goes to the team that has the fewest, and within it to who has waited longest.
 */
export function createTurnstile(places: number): Turnstile {
  const running = new Map<string, Asker>()
  /** In the order they came; one of each asker. */
  const waiting = new Map<string, Waiting>()

  function next(): void {
    while (running.size < places) {
      const ready = [...waiting.values()].filter(({ asker }) => !running.has(asker.id))
      const [first] = ready.sort((a, b) => heldBy(a.asker) - heldBy(b.asker))
      if (!first) return
      waiting.delete(first.asker.id)
      first.begin()
    }
  }

  function heldBy({ teamId }: Asker): number {
    return [...running.values()].filter((asker) => asker.teamId === teamId).length
  }

  function wait(asker: Asker, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const drop = () => {
        signal.removeEventListener('abort', leave)
        reject(new Refused('overloaded'))
      }
      const leave = () => {
        waiting.delete(asker.id)
        drop()
      }
      waiting.get(asker.id)?.drop()
      waiting.delete(asker.id)
      if (signal.aborted) {
        reject(new Refused('overloaded'))
        return
      }
      signal.addEventListener('abort', leave, { once: true })
      const begin = () => {
        signal.removeEventListener('abort', leave)
        running.set(asker.id, asker)
        resolve()
      }
      waiting.set(asker.id, { asker, begin, drop })
      next()
    })
  }

  return {
    run: async (asker, signal, work) => {
      await wait(asker, signal)
      try {
        return await work()
      } finally {
        running.delete(asker.id)
        next()
      }
    },
  }
}
