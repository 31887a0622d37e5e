import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeViolations } from './support/axe.ts'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { misfits } from './support/fits.ts'
import { Panel } from './support/panel.ts'
import { aria, fill, PATIENCE, press, pressHolding, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

// WCAG 2.2, 1.4.4 and 1.4.10: nothing is lost at 320 CSS pixels, nor when everything is twice as large.

const LOOKS = [
  { name: '320 px', size: { width: 320, height: 640 }, dark: false },
  // A panel of 640 by 720 at 200 %: half as many CSS pixels either way, each of them four of the screen's.
  { name: '640 px at 200 %', size: { width: 320, height: 360, deviceScaleFactor: 2 }, dark: true },
]

describe.each(LOOKS)('at $name', ({ size, dark }) => {
  let world: World
  let browser: ChromiumBrowser
  let panel: Panel

  beforeAll(async () => {
    world = await startWorld()
    browser = await launchChromium({ dark, still: true })
    panel = new Panel(await browser.openPanel(size))
  })
  afterAll(async () => {
    await browser.close()
    await world.end()
  })

  /** Nothing is cut off, scrolls sideways or is out of reach, and axe has nothing to say. */
  async function fits(part?: string) {
    // Asked until it settles: rows that come into sight are read, and drawn, a moment later.
    await expect.poll(() => axeViolations(panel.page), { timeout: PATIENCE }).toEqual([])
    await expect.poll(() => misfits(panel.page, part), { timeout: PATIENCE }).toEqual([])
  }
  async function pressKeys(...keys: Parameters<typeof panel.page.keyboard.press>[0][]) {
    const held = keys.slice(0, -1)
    for (const key of held) await panel.page.keyboard.down(key)
    const last = keys.at(-1)
    if (last) await panel.page.keyboard.press(last)
    for (const key of held) await panel.page.keyboard.up(key)
  }
  async function closeDialog() {
    await panel.page.keyboard.press('Escape')
    await panel.page.waitForSelector('[role=dialog]', { hidden: true, timeout: PATIENCE })
  }

  test('the sign-in', async () => {
    await sees(panel.page, 'Welcome to Baton')
    await fits()
  })

  test('the list', async () => {
    await panel.signInAs('Dimas', world.url)
    await sees(panel.page, 'Budi Santoso')
    await fits()
  })

  test('the palette', async () => {
    await pressKeys('Control', 'k')
    await panel.page.waitForSelector('[role=combobox]:focus', { timeout: PATIENCE })
    await fits()
    await closeDialog()
  })

  test('the sheet of keys', async () => {
    await panel.page.keyboard.press('?')
    await panel.page.waitForSelector('[role=dialog] kbd', { timeout: PATIENCE })
    await fits()
    await closeDialog()
  })

  test('each section of the settings', async () => {
    await panel.page.keyboard.press(',')
    await panel.page.waitForSelector('[role=dialog] [role=tab]', { timeout: PATIENCE })
    const tabs = await panel.page.$$('[role=dialog] [role=tab]')
    expect(tabs.length).toBeGreaterThan(3)
    for (const tab of tabs) {
      await tab.click()
      await panel.page.waitForSelector('[role=tabpanel][data-state=active]', { timeout: PATIENCE })
      await fits()
    }
    await closeDialog()
  })

  test('the manager of templates, its list and its editor', async () => {
    await pressKeys('Shift', 'M')
    await panel.page.waitForSelector('[role=dialog] [data-template-row]', { timeout: PATIENCE })
    await fits()
    await fill(panel.page, 'searchbox', 'Search templates', 'refund')
    await pressHolding(panel.page, '[data-template-row]:has(mark)', 'refund')
    await panel.page.waitForSelector(aria('textbox', 'Text'), { timeout: PATIENCE })
    await fits()
    await panel.page.keyboard.press('Escape')
    await closeDialog()
  })

  test('a conversation that waits, with its handoff card', async () => {
    await panel.open('Ana Putri')
    await sees(panel.page, 'Customer asked for a human')
    await fits()
  })

  test('the details of a customer', async () => {
    await press(panel.page, 'button', 'Customer details')
    await sees(panel.page, 'Last handoff')
    await fits()
    await closeDialog()
  })

  test('a conversation of mine, with the message box and the templates in it', async () => {
    await panel.takeOver()
    await panel.holds()
    await fits()
    await panel.type('/gre')
    await sees(panel.page, '/greeting')
    // Where there is little room the templates lie over the conversation until one is chosen.
    await fits('[data-test=template-picker]')
    await panel.page.keyboard.press('Escape')
  })

  test('the handover', async () => {
    await press(panel.page, 'button', 'Handover')
    await sees(panel.page, 'Hand over conversation')
    await panel.page.locator('[role=dialog] ::-p-text(Transfer to Another Agent)').click()
    await panel.page.waitForSelector('[role=dialog] [role=combobox]', { timeout: PATIENCE })
    await fits()
    await closeDialog()
  })

  test('and no console reported an error', () => {
    expect(browser.errors.unforeseen).toEqual([])
  })
})
