import { browser } from 'wxt/browser'
import { toolbarButton } from './badge.ts'
import { openInTab } from './open-in-tab.ts'
import { sidebarAction } from './sidebar-action.ts'

/**
 * A click on the toolbar button opens the panel: Chrome does it by itself once told so, Firefox must be asked
 * in the click, before anything is awaited. A browser with neither opens the panel's page in a tab.
 */
export function openPanelOnClick(): void {
  if ('sidePanel' in browser) {
    browser.sidePanel.setPanelBehavior({ openPanelOnActionClick: true }).catch(openInTabOnClick)
    return
  }
  const sidebar = sidebarAction()
  if (!sidebar) {
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
