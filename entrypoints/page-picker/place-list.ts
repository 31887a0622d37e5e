const WIDTH = 380
const HEIGHT = 320
const LOWEST = 160
const EDGE = 8

/**
 * Where the list goes, in pixels of the window: below the field, or above it where there is more room. Its size has
 * nothing to do with what it shows, which is not the page's business.
 */
export function placeList(
  field: Pick<DOMRect, 'left' | 'top' | 'bottom'>,
  window: { width: number; height: number },
): { left: number; top: number; width: number; height: number } {
  const width = Math.min(WIDTH, window.width - 2 * EDGE)
  const left = Math.max(EDGE, Math.min(field.left, window.width - width - EDGE))
  const below = window.height - field.bottom - 2 * EDGE
  const above = field.top - 2 * EDGE
  const isBelow = below >= LOWEST || below >= above
  const room = Math.max(isBelow ? below : above, Math.min(LOWEST, window.height - 2 * EDGE))
  const height = Math.min(HEIGHT, room)
  const wanted = isBelow ? field.bottom + EDGE / 2 : field.top - EDGE / 2 - height
  const top = Math.max(EDGE, Math.min(wanted, window.height - height - EDGE))
  return { left, top, width, height }
}
