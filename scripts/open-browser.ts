import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { findBrowser, type BrowserName } from './find-browser.ts'
import { ROOT } from './run-step.ts'

/** A browser that shows the customer's page with the panel beside it. */
export interface OpenedBrowser {
  name: BrowserName
  /** Resolves once the person has closed it. */
  closed: Promise<void>
  close(): Promise<void>
}

/**
 * Opens a browser with the extension loaded and a page in it, in a profile kept inside the checkout.
 * Undefined where there is no browser, or no screen to show it on.
 */
export async function openBrowser(pageUrl: string): Promise<OpenedBrowser | undefined> {
  const noScreen =
    process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']
  if (noScreen) return undefined
  const chromium = findBrowser('chromium')
  if (chromium) return opened('chromium', await openChromium(chromium, pageUrl))
  const firefox = findBrowser('firefox')
  if (firefox) return opened('firefox', await openFirefox(firefox, pageUrl))
  return undefined
}

function opened(name: BrowserName, browser: Browser): OpenedBrowser {
  const closed = new Promise<void>((resolve) => {
    browser.once('disconnected', () => {
      resolve()
    })
  })
  return { name, closed, close: () => browser.close() }
}

async function openChromium(executablePath: string, pageUrl: string): Promise<Browser> {
  const browser = await puppeteer.launch({
    executablePath,
    headless: false,
    pipe: true,
    defaultViewport: null,
    userDataDir: await profile('chromium'),
    enableExtensions: [join(ROOT, '.output', 'chrome-mv3')],
    // Chromium refuses its sandbox to root, which is who one is in most containers.
    args: ['--no-first-run', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  })
  const page = await showPage(browser, pageUrl)
  const [extension] = [...(await browser.extensions()).values()]
  // The click on the toolbar button that a person would make; without it the page is still there.
  await extension?.triggerAction(page).catch(() => undefined)
  return browser
}

async function openFirefox(executablePath: string, pageUrl: string): Promise<Browser> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: false,
    defaultViewport: null,
    userDataDir: await profile('firefox'),
  })
  await browser.installExtension(join(ROOT, '.output', 'firefox-mv2'))
  await showPage(browser, pageUrl)
  return browser
}

async function showPage(browser: Browser, url: string): Promise<Page> {
  const [first] = await browser.pages()
  const page = first ?? (await browser.newPage())
  await page.goto(url)
  return page
}

async function profile(name: BrowserName): Promise<string> {
  const folder = join(ROOT, '.baton', `profile-${name}`)
  await mkdir(folder, { recursive: true })
  return folder
}
