import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import puppeteer, { type Browser, type Page, type Target } from 'puppeteer-core'
import { findBrowser } from './find-browser.ts'
import { ROOT } from './run-step.ts'
import { signInPanel, type PanelSignIn } from './sign-in-panel.ts'

/** A browser that shows the customer's page with the panel beside it. */
export interface OpenedBrowser {
  /** Whether the panel could be opened too; if not, it is one click on the toolbar button away. */
  panel: boolean
  close(): Promise<void>
}

/** How long a browser may take to bring the panel up, in ms, and how often it is asked to. */
const PANEL_MS = 10_000
const ASK_AGAIN_MS = 500

/** At Ctrl+C the driver would end this process by itself, with the server still running behind it. */
const LEFT_TO_US = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false }

/** Which window: its profile (the first one has no name), and whom its panel is signed in as, if anybody. */
export interface ShownWindow {
  profile: string
  as?: PanelSignIn
}

/**
 * Opens a browser with the extension loaded and a page in it, in a profile kept inside the checkout. Each profile is a
 * browser of its own: nobody of one is signed in in the other.
 * Undefined where there is no browser, or no screen to show it on.
 */
export async function openBrowser(
  pageUrl: string,
  window: ShownWindow,
): Promise<OpenedBrowser | undefined> {
  const noScreen =
    process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']
  if (noScreen) return undefined
  const chromium = findBrowser('chromium')
  if (chromium) return openChromium(chromium, pageUrl, window)
  const firefox = findBrowser('firefox')
  return firefox ? openFirefox(firefox, pageUrl, window) : undefined
}

async function openChromium(
  executablePath: string,
  pageUrl: string,
  window: ShownWindow,
): Promise<OpenedBrowser> {
  const browser = await puppeteer.launch({
    executablePath,
    headless: false,
    pipe: true,
    defaultViewport: null,
    userDataDir: await profile('chromium', window),
    enableExtensions: [join(ROOT, '.output', 'chrome-mv3')],
    ...LEFT_TO_US,
    // Chromium refuses its sandbox to root, which is who one is in most containers.
    // A person sits before it: no word of automation, and none of how it was closed the last time.
    ignoreDefaultArgs: ['--enable-automation'],
    args: [
      '--no-first-run',
      '--hide-crash-restore-bubble',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  })
  const page = await showPage(browser, pageUrl)
  return { panel: await openPanelBeside(browser, page, window.as), close: () => browser.close() }
}

/**
 * Clicks the toolbar button, as a person would, until the panel is there: a click that comes before the
 * extension's background has said what a click does goes nowhere.
 */
async function openPanelBeside(
  browser: Browser,
  page: Page,
  as: PanelSignIn | undefined,
): Promise<boolean> {
  const isPanel = (target: Target) => target.url().endsWith('/sidepanel.html')
  const deadline = Date.now() + PANEL_MS
  while (Date.now() < deadline) {
    const [extension] = [...(await browser.extensions()).values()]
    await extension?.triggerAction(page).catch(() => undefined)
    const opened = await browser.waitForTarget(isPanel, { timeout: ASK_AGAIN_MS }).catch(() => null)
    if (opened) {
      // A sign-in that failed can be typed.
      await signInPanel(await opened.asPage(), new URL(page.url()).origin, as).catch(
        () => undefined,
      )
      return true
    }
  }
  return false
}

async function openFirefox(
  executablePath: string,
  pageUrl: string,
  window: ShownWindow,
): Promise<OpenedBrowser> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: false,
    defaultViewport: null,
    ...LEFT_TO_US,
    userDataDir: await profile('firefox', window),
  })
  await browser.installExtension(join(ROOT, '.output', 'firefox-mv2'))
  await showPage(browser, pageUrl)
  // Firefox opens a sidebar for a click of the person only.
  return { panel: false, close: () => browser.close() }
}

async function showPage(browser: Browser, url: string): Promise<Page> {
  const [first] = await browser.pages()
  const page = first ?? (await browser.newPage())
  await page.goto(url)
  return page
}

async function profile(name: 'chromium' | 'firefox', { profile }: ShownWindow): Promise<string> {
  const folder = join(ROOT, '.baton', `profile-${name}${profile && `-${profile}`}`)
  await mkdir(folder, { recursive: true })
  return folder
}
