import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { SERVER_AWAY } from './support/console-errors.ts'
import { WIDE } from './support/extension-browser.ts'
import { startLine, type Line } from './support/line.ts'
import { Panel } from './support/panel.ts'
import { aria, fill, PATIENCE, press, screenText, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

// Templates written without a line, by an agent whose worker dies meanwhile, beside a colleague who is connected.

let world: World
let line: Line
let browsers: ChromiumBrowser[]
let rina: Page
let sari: Page

beforeAll(async () => {
  world = await startWorld()
  line = await startLine(world.url)
  browsers = await Promise.all([launchChromium(), launchChromium()])
  browsers[0]?.errors.foresee(SERVER_AWAY)
  browsers[1]?.errors.foresee(SERVER_AWAY)
  const [one, two] = await Promise.all(browsers.map((browser) => browser.openPanel(WIDE)))
  if (!one || !two) throw new Error('There are no two panels.')
  rina = one
  sari = two
  await Promise.all([
    new Panel(rina).signInAs('Rina', line.url),
    new Panel(sari).signInAs('Sari', world.url),
  ])
  await Promise.all([openManager(rina), openManager(sari)])
})
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()))
  await line.close()
  await world.end()
})

async function openManager(page: Page): Promise<void> {
  await press(page, 'button', 'Menu')
  await press(page, 'menuitem', 'Manage templates')
  await page.waitForSelector(aria('searchbox', 'Search templates'), { timeout: PATIENCE })
}
async function openTemplate(page: Page, shortcut: string): Promise<void> {
  await search(page, shortcut)
  const row = `[data-template-row] ::-p-text(/${shortcut})`
  await page.locator(row).setTimeout(PATIENCE).click()
  await page.waitForSelector(aria('region', `/${shortcut}`), { timeout: PATIENCE })
}
const write = (page: Page, text: string) => fill(page, 'textbox', 'Text', text)
const save = (page: Page) => press(page, 'button', 'Save')
const text = (page: Page) =>
  page.$eval('[role=dialog] section textarea', ({ value }) => value).catch(() => null)
/** The rows of the list, with what is marked on them. */
const rows = (page: Page) =>
  page.$$eval('[data-template-row]', (all) => all.map(({ textContent }) => textContent).join('\n'))
const search = (page: Page, what: string) => fill(page, 'searchbox', 'Search templates', what)
const listed = (page: Page, wanted: RegExp) =>
  expect.poll(() => rows(page), { timeout: PATIENCE }).toMatch(wanted)

test('a template made offline is with the colleague once the line is back, though server and worker were away', async () => {
  line.cut()
  await expect.poll(() => screenText(rina), { timeout: PATIENCE }).toContain('You are offline.')
  await Promise.all([rina, sari].map((page) => search(page, 'made-offline')))
  await press(rina, 'button', 'New template')
  await fill(rina, 'textbox', 'Shortcut', 'made-offline')
  await write(rina, 'Written on a train.')
  await press(rina, 'radio', 'The whole team')
  // The one that saving wakes finds no server either.
  await browsers[0]?.killWorker()
  await save(rina)
  await sees(rina, 'Saved here. It goes to the team when you are connected.')
  await listed(rina, /made-offline.*Waiting to be sent/)
  await world.restart()
  expect(await rows(sari)).not.toContain('made-offline')
  line.mend()
  await listed(sari, /\/made-offline/)
  await openTemplate(sari, 'made-offline')
  expect(await text(sari)).toBe('Written on a train.')
  await expect.poll(() => rows(rina), { timeout: PATIENCE }).not.toContain('Waiting to be sent')
})

test('who changed offline what a colleague changed meanwhile sees both and chooses; nothing is overwritten', async () => {
  line.cut()
  await openTemplate(rina, 'made-offline')
  await write(rina, 'Penned without a line.')
  await save(rina)
  await listed(rina, /Waiting to be sent/)
  await write(sari, 'Typed while connected.')
  await save(sari)
  await sees(sari, 'Saved')
  line.mend()
  const conflict = await rina.waitForSelector('[data-test=conflict]', { timeout: PATIENCE })
  const both = await conflict?.evaluate(({ textContent }) => textContent)
  // Word by word, with what changed marked.
  expect(both).toContain('Penned')
  expect(both).toContain('Typed')
  expect(await text(sari)).toBe('Typed while connected.')
  await press(rina, 'button', 'Keep yours')
  await expect.poll(() => text(sari), { timeout: PATIENCE }).toBe('Penned without a line.')
  await expect.poll(() => rows(rina), { timeout: PATIENCE }).not.toContain('Two versions')
})

test('no browser reported an error', () => {
  for (const { errors } of browsers) expect(errors.unforeseen).toEqual([])
})
