import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import puppeteer, { type Page } from 'puppeteer-core'
import * as v from 'valibot'
import { vi } from 'vitest'
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
import { insideFirefox } from './firefox-inside.ts'
import { copyFirefoxProfile } from './firefox-profile.ts'
import { PATIENCE } from './screen.ts'

/** The extension's pages, as Firefox keeps them: what kind of place each is in, and its address. */
const VIEWS = v.array(v.object({ place: v.string(), url: v.string() }))

/** What only Firefox can show: it draws its notifications itself, and its window can be asked. */
export interface FirefoxBrowser extends ExtensionBrowser {
  name: 'firefox'
  /** Titles of the desktop notifications on the screen. */
  notifications(): Promise<string[]>
  /** Clicks one as a person would. */
  clickNotification(title: string): Promise<void>
  /** Clicks Baton's button in the toolbar. */
  clickToolbarButton(): Promise<void>
  /** Presses a letter with Alt and Shift, as the keyboard tells it to the browser before any page. */
  pressAltShift(letter: string): Promise<void>
  /** The menus of the menu bar that are open, by name. */
  openMenus(): Promise<string[]>
  closeMenus(): Promise<void>
  /** Types into the address bar, as a person would. */
  typeInAddressBar(text: string): Promise<void>
  /** The lines under it, first the one that Enter means. */
  addressBarLines(): Promise<string[]>
  enterInAddressBar(): Promise<void>
  /** The text on Firefox's clipboard. */
  clipboard(): Promise<string>
  /** Where the extension's pages are: `tab`, `sidebar` or `background`, each with its address. */
  views(): Promise<v.InferOutput<typeof VIEWS>>
  /** The page of the panel that the extension itself opened in a tab. */
  openedPanel(): Promise<Page>
  /** Runs an expression in Firefox's own window. */
  inside<S extends v.GenericSchema>(expression: string, answer: S): Promise<v.InferOutput<S>>
}

/** Starts Firefox in a profile of its own, with the built extension unless told otherwise; `build` is a folder of `.output`. */
export async function launchFirefox({
  extension = true,
  dark = false,
  build = 'firefox-mv2',
}: BrowserOptions & { build?: string } = {}): Promise<FirefoxBrowser> {
  const uuid = randomUUID()
  const profile = await copyFirefoxProfile()
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: needBrowser('firefox'),
    headless: true,
    userDataDir: profile.path,
    // Without it, going to a moz-extension: address is refused.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: uuid }),
      'ui.systemUsesDarkTheme': dark ? 1 : 0,
      // A process that waits for a page to come is started for nothing here.
      'dom.ipc.processPrelaunch.enabled': false,
      // Notifications drawn by Firefox, not by a desktop that a test machine does not have.
      'alerts.useSystemBackend': false,
      // They go after some seconds by themselves, here after a minute.
      'alerts.totalOpenTime': 60_000,
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

  const inside: FirefoxBrowser['inside'] = (expression, answer) =>
    insideFirefox(browser, expression, answer)
  const views = `[...WebExtensionPolicy.getByID(${JSON.stringify(GECKO_ID)}).extension.views]`
  const alerts = `[...Services.wm.getEnumerator('alert:alert')]`
  const titleOf = `document.getElementById('alertTitleLabel').value`

  return {
    name: 'firefox',
    errors,
    inside,
    notifications: () => inside(`${alerts}.map((alert) => alert.${titleOf})`, v.array(v.string())),
    async clickNotification(title) {
      await inside(
        `${alerts}.find((alert) => alert.${titleOf} === ${JSON.stringify(title)}).document.documentElement.click()`,
        v.null(),
      )
    },
    async clickToolbarButton() {
      await inside(
        `(async () => {
          const widget = ${JSON.stringify(GECKO_ID)}.replace(/[^a-z0-9_-]/g, '_')
          // Out of the menu of extensions, where Firefox puts each at first.
          CustomizableUI.addWidgetToArea(widget + '-browser-action', CustomizableUI.AREA_NAVBAR)
          document.getElementById(widget + '-BAP').click()
        })()`,
        v.null(),
      )
    },
    async pressAltShift(letter) {
      const upper = letter.toUpperCase()
      await inside(
        `(() => {
          gBrowser.selectedBrowser.focus()
          const keyboard = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor)
          keyboard.beginInputTransactionForTests(window)
          const keys = [['Alt', 'AltLeft', 18], ['Shift', 'ShiftLeft', 16], ['${upper}', 'Key${upper}', ${upper.charCodeAt(0)}]]
            .map(([key, code, keyCode]) => new KeyboardEvent('', { key, code, keyCode }))
          for (const key of keys) keyboard.keydown(key)
          for (const key of keys.reverse()) keyboard.keyup(key)
        })()`,
        v.null(),
      )
    },
    openMenus: () =>
      inside(
        `[...document.querySelectorAll('#main-menubar > menu')].filter(({ open }) => open).map(({ label }) => label)`,
        v.array(v.string()),
      ),
    async closeMenus() {
      await inside(
        `document.querySelectorAll('#main-menubar > menu').forEach((menu) => { menu.open = false })`,
        v.null(),
      )
    },
    async typeInAddressBar(text) {
      await inside(`(gURLBar.focus(), gURLBar.search(${JSON.stringify(text)}))`, v.unknown())
    },
    addressBarLines: () =>
      inside(
        `[...document.querySelectorAll('.urlbarView-row .urlbarView-title')].map(({ textContent }) => textContent)`,
        v.array(v.string()),
      ),
    async enterInAddressBar() {
      await inside(
        `gURLBar.handleCommand(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 13 }))`,
        v.unknown(),
      )
    },
    clipboard: () =>
      inside(
        `(() => {
          const held = Cc['@mozilla.org/widget/transferable;1'].createInstance(Ci.nsITransferable)
          held.init(null)
          held.addDataFlavor('text/plain')
          Services.clipboard.getData(held, Services.clipboard.kGlobalClipboard)
          const text = {}
          held.getTransferData('text/plain', text)
          return text.value.QueryInterface(Ci.nsISupportsString).data
        })()`,
        v.string(),
      ),
    views: () =>
      inside(`${views}.map(({ viewType, uri }) => ({ place: viewType, url: uri.spec }))`, VIEWS),
    async openedPanel() {
      const page = await vi.waitUntil(async () => {
        for (const each of await browser.pages()) {
          // Of a page that it did not load itself Puppeteer does not know the address.
          const url = await each.evaluate(() => location.href).catch(() => '')
          if (url.includes('/sidepanel.html?')) return each
        }
        return null
      }, PATIENCE)
      errors.watchPage(page, 'opened panel')
      return page
    },
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
    async close() {
      await browser.close()
      await profile.remove()
    },
  }
}
