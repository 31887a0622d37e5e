import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchFirefox, type FirefoxBrowser } from './support/firefox.ts'
import { startForeignPage } from './support/foreign-page.ts'
import { listIsGone, listOver, marks } from './support/page-list.ts'
import { Panel } from './support/panel.ts'
import { PATIENCE, press, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'
import type { Served } from './support/serve.ts'

// The list of templates in somebody else's page in Firefox, by its key: pressed as the keyboard tells it to Firefox,
// which keeps some for its menus and gives the right to the page with the others.

let world: World
let foreign: Served
let browser: FirefoxBrowser
let panel: Panel
let page: Page

beforeAll(async () => {
  world = await startWorld()
  foreign = await startForeignPage()
  browser = await launchFirefox()
  // The page has no icon, and forbids to look for one.
  browser.errors.foresee(/favicon\.ico/)
  panel = new Panel(await browser.openPanel())
  await panel.signInAs('Rina', world.url)
  page = await browser.openPage(foreign.url, { width: 1000, height: 800 })
})

afterAll(async () => {
  await browser.close()
  await foreign.close()
  await world.end()
})

beforeEach(() => page.bringToFront())

const box = (where = page) =>
  where.$eval('#box', (field) => (field instanceof HTMLTextAreaElement ? field.value : ''))

async function insertGreeting(where: Page) {
  await where.focus('#box')
  await browser.pressAltShift('J')
  await listOver(where)
  await where.evaluate('keys.length = 0')
  await where.keyboard.type('greet')
  await marks(where, /^\/greeting/)
  // The page has heard nothing of it.
  expect(await where.evaluate('keys')).toEqual([])
  await where.keyboard.press('Enter')
  await listIsGone(where)
  await expect
    .poll(() => box(where), { timeout: PATIENCE })
    .toContain('Hello there, this is Rina Hartono from Nusa Goods.')
}

test('a template is searched, chosen, written into the field, and undone by the page', async () => {
  await insertGreeting(page)
  expect(await box()).not.toContain('greet')
  await expect
    .poll(
      async () => {
        await page.keyboard.down('Control')
        await page.keyboard.press('z')
        await page.keyboard.up('Control')
        return box()
      },
      { timeout: PATIENCE },
    )
    .not.toContain('Hello there')
})

test('a page that forbids frames, and takes only those that ask for it, shows the list all the same', async () => {
  const strict = await browser.openPage(`${foreign.url}strict`, { width: 900, height: 700 })
  await strict.bringToFront()
  await insertGreeting(strict)
  await strict.close()
})

test('no key of Baton opens a menu of Firefox, and each does what it is for', async () => {
  await page.focus('#box')
  const shortcuts = await panel.page.evaluate(
    'browser.commands.getAll().then((all) => Object.fromEntries(all.map((one) => [one.name, one.shortcut])))',
  )
  expect(shortcuts).toEqual({
    ...{ _execute_sidebar_action: 'Alt+Shift+K', 'insert-template': 'Alt+Shift+J' },
    'next-waiting': 'Alt+Shift+W',
  })
  // What Firefox does with a letter that is marked in a menu's name.
  await browser.pressAltShift('E')
  await expect.poll(() => browser.openMenus(), { timeout: PATIENCE }).toEqual(['Edit'])
  await browser.closeMenus()
  await browser.pressAltShift('K')
  const sidebars = async () => (await browser.views()).filter(({ place }) => place === 'sidebar')
  await expect.poll(sidebars, { timeout: PATIENCE }).toHaveLength(1)
  expect(await browser.openMenus()).toEqual([])
})

test('the settings name the keys that this browser has', async () => {
  await panel.page.bringToFront()
  await press(panel.page, 'button', 'Menu')
  await press(panel.page, 'menuitem', 'Settings')
  await sees(panel.page, 'or press Alt+Shift+J in it')
})

test('no browser reported an error', () => {
  expect(browser.errors.unforeseen).toEqual([])
})
