/** It goes by itself where it is not said again in time. */
const AGAIN_MS = 3_000

/**
 * Tells others that somebody types, at once and every three seconds while they go on, and that they stopped. Nothing is
 * said later: what was sent is not followed by a "typing" that belonged before it. `now` is in ms.
 */
export function tellTyping(
  tell: (typing: boolean) => void,
  now: () => number = () => performance.now(),
): (typing: boolean) => void {
  let toldAt: number | null = null
  return (typing) => {
    if (!typing) {
      if (toldAt !== null) tell(false)
      toldAt = null
    } else if (toldAt === null || now() - toldAt >= AGAIN_MS) {
      toldAt = now()
      tell(true)
    }
  }
}
