import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { WIDE } from './support/extension-browser.ts'
import { Panel } from './support/panel.ts'
import { aria, PATIENCE, press, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

// Two panels of one browser: what is chosen in one holds in both at once, and is still there afterwards.

let world: World
let browser: ChromiumBrowser
let one: Panel
let two: Panel

beforeAll(async () => {
  world = await startWorld()
  browser = await launchChromium()
  one = new Panel(await browser.openPanel(WIDE))
  await one.signInAs('Rina', world.url)
  await one.open('Maria Wong')
  two = new Panel(await browser.openPanel(WIDE))
  await two.page.waitForSelector('[data-test=bubble]', { timeout: PATIENCE })
  await one.page.bringToFront()
})

afterAll(async () => {
  await browser.close()
  await world.end()
})

const html = (page: Page) =>
  page.evaluate(() => Object.fromEntries(Object.entries(document.documentElement.dataset)))

/** Pixels from the left edge of the chat to a bubble of the customer, and how high a row of the list is. */
const layout = (page: Page) =>
  page.evaluate(() => {
    const left = (selector: string) =>
      document.querySelector(selector)?.getBoundingClientRect().left ?? Number.NaN
    const row = document.querySelector('[data-conversation-row]')
    return {
      bubble: left('.on-customer') - left('[role=region][aria-label=Messages]'),
      row: row?.getBoundingClientRect().height ?? Number.NaN,
    }
  })

async function openSettings() {
  await press(one.page, 'button', 'Menu')
  await press(one.page, 'menuitem', 'Settings')
  await one.page.waitForSelector('[role=dialog] [role=radio]', { timeout: PATIENCE })
}

test('density and side change the list and the chat in every open panel', async () => {
  const before = await layout(two.page)
  await openSettings()
  await press(one.page, 'radio', 'Compact')
  await press(one.page, 'radio', 'On the left')
  await press(one.page, 'radio', 'Dark')
  await expect
    .poll(() => html(two.page), { timeout: PATIENCE })
    .toMatchObject({ density: 'compact', customerSide: 'left', theme: 'dark' })
  const after = await layout(two.page)
  expect(after.row).toBeLessThan(before.row)
  expect(after.bubble).toBeLessThan(before.bubble)
})

test('by keyboard: Escape closes them, and the focus is back on the button that led there', async () => {
  await one.page.keyboard.press('Escape')
  await one.page.waitForSelector('[role=dialog]', { hidden: true, timeout: PATIENCE })
  await expect
    .poll(() => one.page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe('Menu')
})

test('where Enter is not to send, it breaks the line, and Ctrl+Enter sends', async () => {
  await openSettings()
  await press(one.page, 'checkbox', 'Enter sends')
  await sees(one.page, 'Enter breaks the line')
  await one.page.keyboard.press('Escape')
  await one.page.waitForSelector('[role=dialog]', { hidden: true, timeout: PATIENCE })
  await one.type('First line')
  await one.page.keyboard.press('Enter')
  await one.type('and second')
  expect(await one.messagesWith('First line')).toBe(0)
  await one.page.keyboard.down('Control')
  await one.page.keyboard.press('Enter')
  await one.page.keyboard.up('Control')
  await expect.poll(() => one.messagesWith('First line'), { timeout: PATIENCE }).toBe(1)
})

test('the language changes in every open panel, and holds when a panel is opened again', async () => {
  await openSettings()
  await press(one.page, 'radio', 'Bahasa Indonesia')
  await Promise.all([one, two].map(({ page }) => sees(page, 'Ditangani Anda')))
  // A tab behind another one lays nothing out.
  await two.page.bringToFront()
  await two.page.reload()
  await two.page.waitForSelector(aria('button', 'Serahkan'), { timeout: PATIENCE })
  expect(await two.page.evaluate(() => document.documentElement.lang)).toBe('id')
  expect(await html(two.page)).toMatchObject({ density: 'compact', theme: 'dark' })
})

test('no browser reported an error', () => {
  expect(browser.errors.unforeseen).toEqual([])
})
