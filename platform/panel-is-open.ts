import { browser } from 'wxt/browser'

/** Whether the panel's page is open anywhere: as a side panel, a sidebar or a tab. */
export async function panelIsOpen(): Promise<boolean> {
  const contexts = await browser.runtime.getContexts({})
  return contexts.some(({ documentUrl }) => documentUrl?.includes('/sidepanel.html') === true)
}
