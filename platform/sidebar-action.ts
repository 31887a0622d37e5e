import { browser } from 'wxt/browser'

/** Firefox's sidebar, as far as it is used here; Chrome's types do not know it. */
export interface SidebarAction {
  toggle: () => Promise<void>
  open: () => Promise<void>
}

/** Null in a browser that has none. */
export function sidebarAction(): SidebarAction | null {
  const sidebar: unknown = Reflect.get(browser, 'sidebarAction')
  return isSidebarAction(sidebar) ? sidebar : null
}

function isSidebarAction(value: unknown): value is SidebarAction {
  return typeof value === 'object' && value !== null && 'toggle' in value && 'open' in value
}
