import { Refused } from '../ground/refused.ts'

/** Runs `work` when it is its turn; who is `first` goes before all who are not. */
export type InTurn = <T>(first: boolean, work: () => Promise<T>) => Promise<T>

/** Runs `atOnce` at a time. Throws `Refused` `overloaded` when `most` are waiting already. */
export function inTurn(atOnce: number, most: number): InTurn {
  const waiting: Record<'first' | 'other', (() => void)[]> = { first: [], other: [] }
  let running = 0

  function next(): void {
    const start = waiting.first.shift() ?? waiting.other.shift()
    if (start) start()
    else running -= 1
  }

  return async (first, work) => {
    if (running < atOnce) running += 1
    else {
      const line = waiting[first ? 'first' : 'other']
      if (line.length >= most) throw new Refused('overloaded')
      await new Promise<void>((resolve) => line.push(resolve))
    }
    try {
      return await work()
    } finally {
      next()
    }
  }
}
