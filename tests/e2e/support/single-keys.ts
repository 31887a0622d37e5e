import type { Page } from 'puppeteer-core'

/** The message boxes that characters belong to while one is on the screen. */
export const BOXES = '[role=combobox] textarea'
/** The messages of the open chat. */
export const LOG = '[data-single-keys=messages]'

/** Goes where a single key commands: to the messages, by a key as it must be, or nowhere where there is no box. */
export async function goWhereKeysCommand(page: Page): Promise<void> {
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  })
  if (!(await page.$(BOXES))) return
  await page.keyboard.press('Tab')
  await page.focus(LOG)
}
