import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeViolations } from './support/axe.ts'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { Panel } from './support/panel.ts'
import { PATIENCE, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

// The command palette and the sheet of keys, where only a browser can tell: focus, and what a reader is told.

let world: World
let browser: ChromiumBrowser
let panel: Panel

beforeAll(async () => {
  world = await startWorld()
  browser = await launchChromium()
  panel = new Panel(await browser.openPanel())
  await panel.signInAs('Rina', world.url)
  await sees(panel.page, 'Ana Putri')
})
afterAll(async () => {
  await browser.close()
  await world.end()
})

async function openPalette() {
  await panel.page.keyboard.down('Control')
  await panel.page.keyboard.press('k')
  await panel.page.keyboard.up('Control')
  await panel.page.waitForSelector('[role=combobox]:focus', { timeout: PATIENCE })
}

/** What a screen reader reads of the palette: the option that the field points to. */
const pointedAt = () =>
  panel.page.$eval('input[role=combobox]', (field) => {
    const id = field.getAttribute('aria-activedescendant')
    return id === null ? '' : (document.getElementById(id)?.textContent ?? '')
  })

const focused = () =>
  panel.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')

test('the palette finds what was said, but for a slip, and opens it', async () => {
  await openPalette()
  await panel.page.keyboard.type('bolws')
  await expect.poll(pointedAt, { timeout: PATIENCE }).toContain('Message: Grace')
  expect(await pointedAt()).toContain('bowls')
  expect(await axeViolations(panel.page)).toEqual([])
  await panel.page.keyboard.press('Enter')
  await expect
    .poll(() => panel.page.$eval('header h2', ({ textContent }) => textContent).catch(() => ''), {
      timeout: PATIENCE,
    })
    .toContain('Grace')
})

test('its last line puts the words into the search of the list', async () => {
  await openPalette()
  await panel.page.keyboard.type('bowls')
  await expect.poll(pointedAt, { timeout: PATIENCE }).toContain('Message: Grace')
  await panel.page.keyboard.press('End')
  await expect.poll(pointedAt, { timeout: PATIENCE }).toContain('Search everywhere for “bowls”')
  await panel.page.keyboard.press('Enter')
  await expect
    .poll(() => panel.page.$eval('input[type=search]:focus', (box) => box.value).catch(() => ''), {
      timeout: PATIENCE,
    })
    .toBe('bowls')
  await panel.page.waitForSelector('[data-test=hit] mark', { timeout: PATIENCE })
  await panel.page.keyboard.press('Escape')
})

test('the palette finds a customer by a few letters and opens the conversation', async () => {
  await openPalette()
  await panel.page.keyboard.type('maria')
  await expect.poll(pointedAt, { timeout: PATIENCE }).toContain('Maria Wong')
  await panel.page.keyboard.press('Enter')
  await panel.page.waitForSelector('input[role=combobox]', { hidden: true, timeout: PATIENCE })
  await panel.holds()
})

test('from the message box it inserts a template, and the focus is back in the box', async () => {
  await panel.page.focus('textarea')
  await openPalette()
  await panel.page.keyboard.type('/greet')
  await expect.poll(pointedAt, { timeout: PATIENCE }).toContain('/greeting')
  expect(await axeViolations(panel.page)).toEqual([])
  await panel.page.keyboard.press('Enter')
  await expect
    .poll(() => panel.page.$eval('textarea:focus', ({ value }) => value).catch(() => ''), {
      timeout: PATIENCE,
    })
    .toContain('this is Rina')
})

test('the line that the pointer left stays marked: Enter still means something', async () => {
  const { page } = panel
  await openPalette()
  // What was used before is listed once it is read, and that puts the mark on the first line.
  const listed = () => page.$eval('[role=dialog] [role=listbox]', ({ textContent }) => textContent)
  await expect.poll(listed, { timeout: PATIENCE }).toContain('/greeting')
  const lines = await page.$$('[role=dialog] [role=option]')
  await lines[2]?.hover()
  const third = (await lines[2]?.evaluate(({ textContent }) => textContent)) ?? ''
  await expect.poll(pointedAt, { timeout: PATIENCE }).toBe(third)
  await page.mouse.move(1, 1)
  expect(await pointedAt()).toBe(third)
  await page.keyboard.press('Escape')
  await page.waitForSelector('[role=dialog]', { hidden: true, timeout: PATIENCE })
})

test('what cannot be done now is listed, says why, and does nothing', async () => {
  await openPalette()
  await panel.page.keyboard.type('>take over')
  await expect.poll(pointedAt, { timeout: PATIENCE }).toContain('You hold it already')
  await panel.page.keyboard.press('Enter')
  expect(await panel.page.$('input[role=combobox]')).not.toBeNull()
})

test('Esc closes it and gives the focus back', async () => {
  await panel.page.keyboard.press('Escape')
  await panel.page.waitForSelector('[role=dialog]', { hidden: true, timeout: PATIENCE })
  await expect.poll(focused, { timeout: PATIENCE }).toBe('Message to the customer')
})

test('the sheet lists the keys, under its own key', async () => {
  await panel.page.keyboard.press('Escape')
  await panel.page.waitForSelector('[data-conversation-row]:focus', { timeout: PATIENCE })
  await panel.page.keyboard.type('?')
  await sees(panel.page, 'Next waiting conversation')
  expect(await axeViolations(panel.page)).toEqual([])
  await panel.page.keyboard.press('Escape')
  await panel.page.waitForSelector('[role=dialog]', { hidden: true, timeout: PATIENCE })
})

test('no browser reported an error', () => {
  expect(browser.errors.unforeseen).toEqual([])
})
