import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'puppeteer-core'
import { sourceFiles } from '../architecture/source-files.ts'
import { axeViolations, OF_WHOLE_PAGES } from './support/axe.ts'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { NARROW, WIDE, type Size } from './support/extension-browser.ts'
import { PATIENCE } from './support/screen.ts'

// The page that shows every component in every state, with no server and no network.

interface Look {
  name: string
  size: Size
  dark: boolean
}
const LOOKS: Look[] = [
  { name: '360 px, light', size: NARROW, dark: false },
  { name: '960 px, dark', size: WIDE, dark: true },
]
/** What lies over a page is laid out by the width of the window, so it is looked at the other way round. */
const ALONE: Look[] = [
  { name: '360 px, dark', size: NARROW, dark: true },
  { name: '960 px, light', size: WIDE, dark: false },
]

/** Components with no preview of their own. */
const SEEN_ELSEWHERE = [
  // Draws nothing: it fetches the screens when they are asked for, and each has its own preview.
  'shell/PanelScreens',
  // Says what is in the database, with base/UndoBar, which has one.
  'moves/UndoToast',
]

let browser: ChromiumBrowser
let address: string
let page: Page
beforeAll(async () => {
  browser = await launchChromium({ build: 'chrome-mv3-preview' })
  address = new URL('/preview.html', await browser.panelUrl()).href
  page = await browser.openPage(address)
  await page.waitForSelector('[data-test=all]', { timeout: PATIENCE })
})
afterAll(() => browser.close())

async function lookAt(shown: Page, { size, dark }: Look): Promise<void> {
  await shown.setViewport(size)
  await shown.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' },
  ])
}

/** Addresses of the states that lie over the whole page. */
const floating = () =>
  page.$$eval('section[data-component]', (sections) =>
    sections
      .filter((section) => section.querySelector('[data-test=state]') === null)
      .flatMap((section) => [...section.querySelectorAll('a')].map(({ hash }) => hash)),
  )

/** Shows one state alone. */
async function show(alone: Page, hash: string): Promise<void> {
  await alone.evaluate((to) => (location.hash = to), hash)
  await alone.waitForSelector(`[data-alone="${hash.slice(1)}"]`, { timeout: PATIENCE })
  // A second frame, as what lies over the page is put there after the first.
  await alone.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  )
}

test('every component has a preview', async () => {
  const files = (await sourceFiles(['.vue'])).filter((path) => path.startsWith('components/'))
  const shown = await page.$$eval('section[data-component]', (sections) =>
    sections.map((section) => section.getAttribute('data-component')),
  )
  expect([...shown, ...SEEN_ELSEWHERE].sort()).toEqual(
    files.map((path) => path.slice('components/'.length, -4)).sort(),
  )
})

test.each(LOOKS)('axe finds nothing in all states side by side at $name', async (look) => {
  await lookAt(page, look)
  expect(await axeViolations(page, OF_WHOLE_PAGES)).toEqual([])
})

test.each(ALONE)('axe finds nothing on what lies over a page at $name', async (look) => {
  const hashes = await floating()
  const alone = await browser.openPage(`${address}${hashes[0] ?? ''}`)
  await lookAt(alone, look)
  for (const hash of hashes) {
    await show(alone, hash)
    expect(await axeViolations(alone, OF_WHOLE_PAGES), hash).toEqual([])
  }
  await alone.close()
})

test('and no console reported an error', () => {
  expect(browser.errors.unforeseen).toEqual([])
})
