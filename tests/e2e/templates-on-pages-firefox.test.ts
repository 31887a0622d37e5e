import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ExtensionBrowser } from './support/extension-browser.ts'
import { launchFirefox } from './support/firefox.ts'
import { startForeignPage, type ForeignPage } from './support/foreign-page.ts'
import { grantedBuild } from './support/granted-build.ts'
import { Panel } from './support/panel.ts'
import { PATIENCE } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

// The list of templates in somebody else's page, in Firefox: the script is put in from a page of the extension as the
// background does it, and the right to enter is in the manifest of the copy that this test loads. Firefox shows tests
// nothing of a closed shadow root, so what happens is seen by what is written into the field.

let world: World
let foreign: ForeignPage
let build: Awaited<ReturnType<typeof grantedBuild>>
let browser: ExtensionBrowser
let panel: Panel
let page: Page

beforeAll(async () => {
  world = await startWorld()
  foreign = await startForeignPage()
  build = await grantedBuild('firefox-mv2', 'firefox-mv2-let-in', ['http://127.0.0.1/*'])
  browser = await launchFirefox({ build: build.build })
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
  await build.remove()
})

/** Opens the list in the field of the page that has the focus; gives what the script in the page said. */
function openList(): Promise<unknown> {
  return panel.page.evaluate(`(async () => {
    const tabs = await browser.tabs.query({})
    const { id: tabId } = tabs.find(({ url }) => url?.startsWith(${JSON.stringify(foreign.url)}))
    await browser.storage.session.set({ pagePicker: tabId })
    const target = { tabId, frameIds: [0] }
    const [{ result }] = await browser.scripting.executeScript({ target, files: ['/page-picker.js'] })
    return result
  })()`)
}

const box = () =>
  page.$eval('#box', (field) => (field instanceof HTMLTextAreaElement ? field.value : ''))

test('a template is searched, chosen, written into the field, and undone by the page', async () => {
  await page.bringToFront()
  await page.focus('#box')
  expect(await openList()).toBe('opened')
  await page.keyboard.type('greeting')
  // Its rows come from the background: Enter means nothing before they are there.
  await expect
    .poll(
      async () => {
        await page.keyboard.press('Enter')
        return box()
      },
      { timeout: PATIENCE },
    )
    .toContain('Hello there, this is Rina Hartono from Nusa Goods.')
  expect(await box()).not.toContain('greeting')
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

test('no browser reported an error', () => {
  expect(browser.errors.unforeseen).toEqual([])
})
