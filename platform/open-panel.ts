import { browser } from 'wxt/browser'
import { toolbarButton } from './badge.ts'
import { openInTab } from './open-in-tab.ts'

/** Firefox's sidebar, as far as it is used here; Chrome's types do not know it. */
interface SidebarAction {
  toggle: () => Promise<void>
}

/**
 * A click on the toolbar button opens the panel: Chrome does it by itself once told so, Firefox must be asked
 * in the click, before anything is awaited. A browser with neither opens the panel's page in a tab.
 */
export function openPanelOnClick(): void {
  if ('sidePanel' in browser) {
    browser.sidePanel.setPanelBehavior({ openPanelOnActionClick: true }).catch(openInTabOnClick)
    return
  }
  const sidebar: unknown = Reflect.get(browser, 'sidebarAction')
  if (!isSidebarAction(sidebar)) {
    openInTabOnClick()
    return
  }
  toolbarButton().onClicked.addListener(() => {
    sidebar.toggle().catch(() => openInTab())
  })
}

function openInTabOnClick(): void {
  toolbarButton().onClicked.addListener(() => void openInTab())
}

function isSidebarAction(value: unknown): value is SidebarAction {
  return typeof value === 'object' && value !== null && 'toggle' in value
}
