import { browser } from 'wxt/browser'

/** The inside of a component of a page, also of one that is closed to the page's own scripts. For scripts in pages only. */
export function shadowRootOf(element: Element): ShadowRoot | null {
  if (element.shadowRoot) return element.shadowRoot
  // Firefox has it on the element, Chromium in its interface.
  const firefox: unknown = Reflect.get(element, 'openOrClosedShadowRoot')
  if (firefox instanceof ShadowRoot) return firefox
  if (!(element instanceof HTMLElement) || !('dom' in browser)) return null
  return browser.dom.openOrClosedShadowRoot(element) ?? null
}
