import { browser } from 'wxt/browser'

/** How many documents of the panel are open: as a side panel, a sidebar or a tab. */
export async function openPanelDocuments(): Promise<number> {
  const contexts = await browser.runtime.getContexts({})
  return contexts.filter(({ documentUrl }) => documentUrl?.includes('/sidepanel.html') === true)
    .length
}

/** Whether the panel's page is open anywhere. */
export async function panelIsOpen(): Promise<boolean> {
  return (await openPanelDocuments()) > 0
}
