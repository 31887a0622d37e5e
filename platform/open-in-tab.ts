import { browser } from 'wxt/browser'

/** The panel's page in a tab of its own: for more room, and where there is no side panel. */
export async function openInTab(): Promise<void> {
  await browser.tabs.create({ url: '/sidepanel.html' })
}
