import { Refused } from './refused.ts'

/**
 * What `work` comes to, if that is within `ms`; after that throws `Refused` `overloaded`, having called `onLate`.
 * The work itself goes on, and nobody hears what becomes of it.
 */
export async function inTime<T>(
  work: Promise<T>,
  ms: number,
  onLate: () => void = () => undefined,
): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    onLate()
    reject(new Refused('overloaded'))
  }, ms)
  work.catch(() => undefined)
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
