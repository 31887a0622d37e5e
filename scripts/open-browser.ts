import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import puppeteer, { type Browser, type Page, type Target } from 'puppeteer-core'
import { findBrowser } from './find-browser.ts'
import { ROOT } from './run-step.ts'

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

/**
 * Opens a browser with the extension loaded and a page in it, in a profile kept inside the checkout.
 * Undefined where there is no browser, or no screen to show it on.
 */
export async function openBrowser(pageUrl: string): Promise<OpenedBrowser | undefined> {
  const noScreen =
    process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']
  if (noScreen) return undefined
  const chromium = findBrowser('chromium')
  if (chromium) return openChromium(chromium, pageUrl)
  const firefox = findBrowser('firefox')
  return firefox ? openFirefox(firefox, pageUrl) : undefined
}

async function openChromium(executablePath: string, pageUrl: string): Promise<OpenedBrowser> {
  const browser = await puppeteer.launch({
    executablePath,
    headless: false,
    pipe: true,
    defaultViewport: null,
    userDataDir: await profile('chromium'),
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
  return { panel: await openPanelBeside(browser, page), close: () => browser.close() }
}

/**
 * Clicks the toolbar button, as a person would, until the panel is there: a click that comes before the
 * extension's background has said what a click does goes nowhere.
 */
async function openPanelBeside(browser: Browser, page: Page): Promise<boolean> {
  const isPanel = (target: Target) => target.url().endsWith('/sidepanel.html')
  const deadline = Date.now() + PANEL_MS
  while (Date.now() < deadline) {
    const [extension] = [...(await browser.extensions()).values()]
    await extension?.triggerAction(page).catch(() => undefined)
    const opened = await browser.waitForTarget(isPanel, { timeout: ASK_AGAIN_MS }).catch(() => null)
    if (opened) {
      await fillServerAddress(await opened.asPage(), new URL(page.url()).origin)
      return true
    }
  }
  return false
}

/** Saves typing the address of a server that this very command has started; signed in already, there is no field. */
async function fillServerAddress(panel: Page, serverUrl: string): Promise<void> {
  const field = panel.locator('::-p-aria([name="Server address"][role="textbox"])')
  await field
    .setTimeout(3_000)
    .fill(serverUrl)
    .catch(() => undefined)
}

async function openFirefox(executablePath: string, pageUrl: string): Promise<OpenedBrowser> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: false,
    defaultViewport: null,
    ...LEFT_TO_US,
    userDataDir: await profile('firefox'),
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

async function profile(name: 'chromium' | 'firefox'): Promise<string> {
  const folder = join(ROOT, '.baton', `profile-${name}`)
  await mkdir(folder, { recursive: true })
  return folder
}
