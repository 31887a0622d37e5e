const WIDTH = 380
const EDGE = 8
const LOWEST = 160
const TALLEST = 320

/** Where the list goes, in pixels of the window: below the field, or above it where there is more room. */
export function placeBox(
  field: Pick<DOMRect, 'left' | 'top' | 'bottom'>,
  window: { width: number; height: number },
): { left: number; width: number; maxHeight: number; top?: number; bottom?: number } {
  const width = Math.min(WIDTH, window.width - 2 * EDGE)
  const left = Math.max(EDGE, Math.min(field.left, window.width - width - EDGE))
  const below = window.height - field.bottom - 2 * EDGE
  const above = field.top - 2 * EDGE
  const fits = { left, width }
  if (below >= Math.min(TALLEST, LOWEST) || below >= above) {
    const room = Math.max(below, Math.min(LOWEST, window.height - 2 * EDGE))
    const maxHeight = Math.min(TALLEST, room)
    const top = Math.max(EDGE, Math.min(field.bottom + EDGE / 2, window.height - maxHeight - EDGE))
    return { ...fits, maxHeight, top }
  }
  const maxHeight = Math.min(TALLEST, above)
  return { ...fits, maxHeight, bottom: window.height - field.top + EDGE / 2 }
}
