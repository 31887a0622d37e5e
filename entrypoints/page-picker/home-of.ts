const DIALOG = 'dialog, [role=dialog], [aria-modal=true]'

/**
 * Where something of Baton's stands in a page, for who is in this element: a dialog of the page's makes all outside of
 * itself unreachable, or takes the focus back. The page's body may be what is written into.
 */
export function homeOf(element: Element): Element {
  const around = element.closest(DIALOG)
  if (around) return around
  const component = hostOf(element.getRootNode())
  return component ? homeOf(component) : element.ownerDocument.documentElement
}

/** The component whose inside this is. Pages in frames have classes of their own, so none is asked for here. */
function hostOf(root: Node): Element | null {
  const host: unknown = Reflect.get(root, 'host')
  return isElement(host) ? host : null
}

function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && 'getRootNode' in value
}
