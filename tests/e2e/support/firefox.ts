import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import puppeteer, { type Page } from 'puppeteer-core'
import { needBrowser } from '../../../scripts/find-browser.ts'
import { ROOT } from '../../../scripts/run-step.ts'
import { GECKO_ID } from '../../../scripts/extension-id.ts'
import { ConsoleErrors } from './console-errors.ts'
import {
  NARROW,
  type BrowserOptions,
  type ExtensionBrowser,
  type Size,
} from './extension-browser.ts'

/** Starts Firefox in a profile of its own, with the built extension unless told otherwise; `build` is a folder of `.output`. */
export async function launchFirefox({
  extension = true,
  dark = false,
  build = 'firefox-mv2',
}: BrowserOptions & { build?: string } = {}): Promise<ExtensionBrowser> {
  const uuid = randomUUID()
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: needBrowser('firefox'),
    headless: true,
    // Without it, going to a moz-extension: address is refused.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: uuid }),
      'ui.systemUsesDarkTheme': dark ? 1 : 0,
    },
  })
  if (extension) await browser.installExtension(join(ROOT, '.output', build))
  const errors = new ConsoleErrors()

  const open = async (name: string, size: Size): Promise<Page> => {
    const page = await browser.newPage()
    errors.watchPage(page, name)
    await page.setViewport(size)
    return page
  }

  return {
    name: 'firefox',
    errors,
    async openPanel(size = NARROW) {
      const page = await open('panel', size)
      // Firefox loads the page but never says so (platform notes of Puppeteer's issue 14314).
      await page
        .goto(`moz-extension://${uuid}/sidepanel.html`, { timeout: 1_500 })
        .catch(() => undefined)
      await page.waitForSelector('#app > *')
      return page
    },
    async openPage(url, size = NARROW) {
      const page = await open(new URL(url).pathname, size)
      await page.goto(url)
      return page
    },
    close: () => browser.close(),
  }
}
