/** The window of an element, and those around it whose pages are of the same site: the innermost first. */
export function windowsAround(element: Element): [Window, ...Window[]] {
  const windows: [Window, ...Window[]] = [element.ownerDocument.defaultView ?? window]
  for (;;) {
    const inner = windows.at(-1)
    // Null for a page of another site, and for the one in the tab.
    if (!inner?.frameElement) return windows
    windows.push(inner.parent)
  }
}

/** Where an element is in the outermost of these windows, in pixels. */
export function rectIn(windows: readonly Window[], element: Element): DOMRect {
  const rect = element.getBoundingClientRect()
  const frames = windows
    .flatMap(({ frameElement }) => frameElement ?? [])
    .slice(0, windows.length - 1)
  return frames.reduce((inner, frame) => {
    const { left, top } = frame.getBoundingClientRect()
    const { x, y, width, height } = inner
    return new DOMRect(x + left + frame.clientLeft, y + top + frame.clientTop, width, height)
  }, rect)
}
