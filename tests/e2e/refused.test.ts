import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeViolations } from './support/axe.ts'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { Panel } from './support/panel.ts'
import { PATIENCE, press, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

// What the panel says when the browser itself refuses something: room on the disk, storage, or a permission.

const THEMES = [
  { theme: 'light', dark: false },
  { theme: 'dark', dark: true },
]

describe.each(THEMES)('in the $theme theme', ({ dark }) => {
  let world: World
  let browser: ChromiumBrowser
  let panel: Panel

  beforeAll(async () => {
    world = await startWorld()
    browser = await launchChromium({ dark, still: true })
    panel = new Panel(await browser.openPanel())
    await panel.signInAs('Rina', world.url)
    await sees(panel.page, 'Ana Putri')
  })
  afterAll(async () => {
    await browser.close()
    await world.end()
  })

  test('with no room left on the disk a banner says so, and goes once there is', async () => {
    // What the background tells the panels when a write fails for want of room (sync/storage-full.test.ts).
    await panel.open('Maria Wong')
    await panel.page.evaluate('chrome.storage.session.set({ storageFull: true })')
    await panel.page.waitForSelector('[data-test=banner] ::-p-text(There is no room left)', {
      timeout: PATIENCE,
    })
    expect(await axeViolations(panel.page)).toEqual([])
    await panel.page.evaluate("chrome.storage.session.remove('storageFull')")
    await panel.page.waitForSelector('[data-test=banner]', { hidden: true, timeout: PATIENCE })
  })

  test('a permission that is refused leaves its switch off, and the settings say how to allow it', async () => {
    // Nothing can click what the browser draws: this is the answer of somebody who clicked No.
    await panel.page.evaluate('chrome.permissions.request = () => Promise.resolve(false)')
    await press(panel.page, 'button', 'Menu')
    await press(panel.page, 'menuitem', 'Settings')
    await press(panel.page, 'tab', 'Notifications')
    await press(panel.page, 'checkbox', 'Go Away when nobody is at this machine')
    await sees(panel.page, 'so this stays off')
    const isOn = () =>
      panel.page.$$eval('[role=dialog] input[type=checkbox]', (boxes) =>
        boxes.some(({ labels, checked }) => checked && labels?.[0]?.textContent.includes('Away')),
      )
    expect(await isOn()).toBe(false)
    expect(await axeViolations(panel.page)).toEqual([])
  })

  test('a browser that will not store anything is told what that means, with a way to try again', async () => {
    const refusal = await panel.page.evaluateOnNewDocument(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('Storage is switched off here.', 'InvalidStateError')
      }
    })
    await panel.page.reload()
    await sees(panel.page, 'Storage is switched off here.')
    await sees(panel.page, 'What this browser keeps for Baton cannot be read')
    expect(await axeViolations(panel.page)).toEqual([])
    await panel.page.removeScriptToEvaluateOnNewDocument(refusal.identifier)
    await press(panel.page, 'button', 'Try again')
    await panel.page.waitForSelector('header h2 ::-p-text(Maria Wong)', { timeout: PATIENCE })
  })

  test('no browser reported an error', () => {
    expect(browser.errors.unforeseen).toEqual([])
  })
})
