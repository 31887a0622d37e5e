/** Less than this shows nobody what they choose, in pixels. */
const SMALLEST = { width: 120, height: 60 }
/** In ms; the least that browsers take. */
const DELAY_MS = 100
/** For so long it has to be in sight again after it was not, in ms: nobody chooses sooner what they did not see. */
const SEEN_MS = 500

/**
 * Follows whether all of an element is on the screen with nothing over it, in whatever page this is a frame of; answers
 * what tells it. Where a browser does not tell what lies over a frame (Firefox), that it is there is enough: the script
 * in the page looks, too.
 */
export function watchSight(element: Element): () => Promise<boolean> {
  let inSight = false
  /** When it came into sight again; null while it always was. */
  let back: number | null = null
  // A busy browser says of what it has not drawn yet that it is not seen.
  let wasSeen = false
  const looked = new Promise<void>((resolve) => {
    const options = { threshold: [0, 0.5, 0.99, 1], trackVisibility: true, delay: DELAY_MS }
    new IntersectionObserver((entries) => {
      const last = entries.at(-1)
      if (!last) return
      const sees = last.intersectionRatio >= 0.99 && Reflect.get(last, 'isVisible') !== false
      if (sees !== inSight && wasSeen) back = performance.now()
      inSight = sees
      wasSeen ||= sees
      resolve()
    }, options).observe(element)
  })
  return async () => {
    await looked
    const isSeen = inSight && (back === null || performance.now() - back >= SEEN_MS)
    return isSeen && innerWidth >= SMALLEST.width && innerHeight >= SMALLEST.height
  }
}
