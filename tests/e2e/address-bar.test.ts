import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { startForeignPage } from './support/foreign-page.ts'
import { grantedBuild } from './support/granted-build.ts'
import { Panel } from './support/panel.ts'
import { PATIENCE } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'
import type { Served } from './support/serve.ts'

// The address bar belongs to the browser, and so does its question about the clipboard: the extension is told of the
// keys as the browser tells it, and the permission is in the manifest of the copy that this test loads, as if the
// agent had said yes.

let world: World
let build: Awaited<ReturnType<typeof grantedBuild>>
let browser: ChromiumBrowser
let foreign: Served

beforeAll(async () => {
  build = await grantedBuild('chrome-mv3', 'chrome-mv3-copying', ['clipboardWrite'])
  world = await startWorld()
  foreign = await startForeignPage()
  browser = await launchChromium({ build: build.build })
  await new Panel(await browser.openPanel()).signInAs('Rina', world.url)
})

afterAll(async () => {
  await browser.close()
  await foreign.close()
  await world.end()
  await build.remove()
})

test('what is typed behind the keyword finds templates, and Enter copies the best one, filled', async () => {
  const page = await browser.openPage(foreign.url)
  await page.browserContext().setPermission(new URL(foreign.url).origin, {
    permission: { name: 'clipboard-read' },
    state: 'granted',
  })
  await page.bringToFront()
  // The first suggestion is what Enter on the typed text means, so it is not among the others.
  expect(await browser.typeInAddressBar('gre')).toContain('/great-news')
  await browser.enterInAddressBar('greeting')
  await expect.poll(() => browser.notifications(), { timeout: PATIENCE }).toContain('pages')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(
    'Hello there, this is Rina Hartono from Nusa Goods.',
  )
})

test('no browser reported an error', () => {
  expect(browser.errors.unforeseen).toEqual([])
})
