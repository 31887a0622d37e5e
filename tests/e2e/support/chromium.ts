import { join } from 'node:path'
import puppeteer, { TargetType, type Page, type Target } from 'puppeteer-core'
import * as v from 'valibot'
import { needBrowser } from '../../../scripts/find-browser.ts'
import { ROOT } from '../../../scripts/run-step.ts'
import { ConsoleErrors } from './console-errors.ts'
import {
  NARROW,
  type BrowserOptions,
  type ExtensionBrowser,
  type Size,
} from './extension-browser.ts'

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A mouse, as agents have one: without a screen Chromium finds none, and what is shown under it is shown always, or never.
  '--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4',
]

const TAB_IN_FRONT =
  'chrome.tabs.query({ active: true, lastFocusedWindow: true }).then(([tab]) => tab)'

/** What only Chromium can show: the real side panel, and the worker's death. */
export interface ChromiumBrowser extends ExtensionBrowser {
  name: 'chromium'
  /** Clicks the toolbar button while `page` is in front, as a person would, and gives the side panel. */
  openSidePanel(page: Page): Promise<Page>
  /** The panel that the extension itself opened: beside a page, or in a tab. */
  openedPanel(): Promise<Page>
  /** Ends the background worker; the next event starts a new one. */
  killWorker(): Promise<void>
  /** Ends the whole browser on the spot, as a crash would. */
  kill(): Promise<void>
  /** The address of the panel's page. */
  panelUrl(): Promise<string>
  /** The toolbar badge's text. */
  badgeText(): Promise<string>
  /** Its background colour: red, green, blue and opacity, each up to 255. */
  badgeColor(): Promise<number[]>
  /** Ids of the desktop notifications that are shown. */
  notifications(): Promise<string[]>
  /** Tells the extension that one was clicked, or a button of it: nothing can click what the system draws. */
  clickNotification(id: string, button?: number): Promise<void>
  /**
   * Gives the extension the right to enter this page until it is left, as the browser does at a click in its menu and at
   * its keys: by a click on the toolbar button that does nothing else.
   */
  letIn(page: Page): Promise<void>
  /**
   * Tells the extension that its item in the menu of the right mouse button was clicked on the tab in front, or that
   * its key was pressed: nothing can reach what the browser draws.
   */
  chooseInMenu(item: string, info?: Record<string, unknown>): Promise<void>
  pressCommand(name: string): Promise<void>
  /** Types behind the keyword in the address bar, as the browser tells it; answers what it is to show. */
  typeInAddressBar(text: string): Promise<string[]>
  /** Presses Enter there. */
  enterInAddressBar(text: string): Promise<void>
}

interface ChromiumOptions extends BrowserOptions {
  /** Folder of `.output` with the build to load. */
  build?: string
  /** Folder of a profile that outlives the browser; without it each browser has a new one. */
  profile?: string
  /** Without motion: a colour in the middle of a fade has no contrast to speak of. */
  still?: boolean
}

/** Starts Chromium in a profile of its own, with the built extension unless told otherwise. */
export async function launchChromium({
  extension = true,
  dark = false,
  still = false,
  profile,
  build = 'chrome-mv3',
}: ChromiumOptions = {}): Promise<ChromiumBrowser> {
  const browser = await puppeteer.launch({
    executablePath: needBrowser('chromium'),
    headless: true,
    pipe: true,
    args: ARGS,
    ...(profile === undefined ? {} : { userDataDir: profile }),
    ...(extension ? { enableExtensions: [join(ROOT, '.output', build)] } : {}),
  })
  const errors = new ConsoleErrors()
  const isWorker = (target: Target) => target.type() === TargetType.SERVICE_WORKER
  browser.on('targetcreated', (target) => {
    if (isWorker(target)) void errors.watchWorker(target).catch(() => undefined)
  })

  const prepare = async (page: Page, name: string, size: Size) => {
    errors.watchPage(page, name)
    await page.setViewport(size)
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' },
      { name: 'prefers-reduced-motion', value: still ? 'reduce' : '' },
    ])
    return page
  }
  const worker = () => browser.waitForTarget(isWorker)
  // On a loaded machine the browser is up before its extension is.
  if (extension) await worker()
  const loaded = async () => {
    const [id, found] = [...(await browser.extensions())][0] ?? []
    if (!id || !found) throw new Error('The extension is not loaded.')
    return { id, found }
  }

  const panelUrl = async () => `chrome-extension://${(await loaded()).id}/sidepanel.html`
  const inWorker = async <S extends v.GenericSchema>(
    expression: string,
    answer: S,
  ): Promise<v.InferOutput<S>> => {
    const running = await (await worker()).worker()
    if (!running) throw new Error('The worker is not running.')
    return v.parse(answer, await running.evaluate(expression))
  }

  return {
    name: 'chromium',
    errors,
    async openPanel(size = NARROW) {
      const page = await prepare(await browser.newPage(), 'panel', size)
      await page.goto(await panelUrl())
      return page
    },
    panelUrl,
    async openPage(url, size = NARROW) {
      const page = await prepare(await browser.newPage(), new URL(url).pathname, size)
      await page.goto(url)
      return page
    },
    async openSidePanel(page) {
      const { id, found } = await loaded()
      await page.bringToFront()
      await found.triggerAction(page)
      const target = await browser.waitForTarget(
        (target) =>
          target.type() === TargetType.PAGE &&
          target.url().startsWith(`chrome-extension://${id}/sidepanel.html`),
      )
      const panel = await target.asPage()
      errors.watchPage(panel, 'side panel')
      return panel
    },
    async openedPanel() {
      const target = await browser.waitForTarget(
        (one) => one.type() === TargetType.PAGE && one.url().includes('/sidepanel.html'),
      )
      return prepare(await target.asPage(), 'opened panel', NARROW)
    },
    async killWorker() {
      const target = await worker()
      // Puppeteer closes the worker, then lets go of it, and is told at times that it has gone: as it should.
      await (await target.worker())?.close().catch((error: unknown) => {
        if (!String(error).includes('No session with given id')) throw error
      })
    },
    async kill() {
      const ended = new Promise((resolve) => browser.process()?.once('exit', resolve))
      browser.process()?.kill('SIGKILL')
      await ended
    },
    badgeText: () => inWorker('chrome.action.getBadgeText({})', v.string()),
    badgeColor: () => inWorker('chrome.action.getBadgeBackgroundColor({})', v.array(v.number())),
    notifications: () =>
      inWorker(
        'chrome.notifications.getAll().then((all) => Object.keys(all))',
        v.array(v.string()),
      ),
    async clickNotification(id, button) {
      const told = JSON.stringify(button === undefined ? [id] : [id, button])
      const event = button === undefined ? 'onClicked' : 'onButtonClicked'
      await inWorker(`chrome.notifications.${event}.dispatch(...${told})`, v.unknown())
    },
    async letIn(page) {
      const { found } = await loaded()
      const panelOnClick = (on: boolean) =>
        inWorker(
          `chrome.sidePanel.setPanelBehavior({ openPanelOnActionClick: ${on} })`,
          v.unknown(),
        )
      await page.bringToFront()
      await panelOnClick(false)
      await found.triggerAction(page)
      await panelOnClick(true)
    },
    async chooseInMenu(item, info = {}) {
      const told = JSON.stringify({ menuItemId: item, editable: true, frameId: 0, ...info })
      await inWorker(
        `${TAB_IN_FRONT}.then((tab) => chrome.contextMenus.onClicked.dispatch(${told}, tab))`,
        v.unknown(),
      )
    },
    async pressCommand(name) {
      const told = JSON.stringify(name)
      await inWorker(
        `${TAB_IN_FRONT}.then((tab) => chrome.commands.onCommand.dispatch(${told}, tab))`,
        v.unknown(),
      )
    },
    typeInAddressBar: (text) =>
      inWorker(
        `new Promise((resolve) => chrome.omnibox.onInputChanged.dispatch(${JSON.stringify(text)}, (shown) =>
          resolve(shown.map(({ content }) => content))))`,
        v.array(v.string()),
      ),
    async enterInAddressBar(text) {
      await inWorker(
        `chrome.omnibox.onInputEntered.dispatch(${JSON.stringify(text)}, 'currentTab')`,
        v.unknown(),
      )
    },
    close: () => browser.close(),
  }
}
