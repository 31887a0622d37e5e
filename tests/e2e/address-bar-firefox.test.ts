import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchFirefox, type FirefoxBrowser } from './support/firefox.ts'
import { grantedBuild } from './support/granted-build.ts'
import { Panel } from './support/panel.ts'
import { PATIENCE } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

// Firefox's own address bar, typed into. That Baton may write to the clipboard stands in the manifest of the copy that
// is loaded, as if the agent had said yes in the settings.

let world: World
let build: Awaited<ReturnType<typeof grantedBuild>>
let browser: FirefoxBrowser

beforeAll(async () => {
  build = await grantedBuild('firefox-mv2', 'firefox-mv2-copying', ['clipboardWrite'])
  world = await startWorld()
  browser = await launchFirefox({ build: build.build })
  await new Panel(await browser.openPanel()).signInAs('Rina', world.url)
  await browser.openPage('about:blank')
})

afterAll(async () => {
  await browser.close()
  await world.end()
  await build.remove()
})

const lines = () => browser.addressBarLines()

test('every template that fits what is typed has a line, the best one too', async () => {
  await browser.typeInAddressBar('baton gre')
  await expect
    .poll(lines, { timeout: PATIENCE })
    .toEqual([
      'Copy the template that fits best',
      expect.stringContaining('/greeting · Greeting'),
      expect.stringContaining('/greeting · Salam'),
      expect.stringContaining('/great-news'),
      expect.stringContaining('/green-plan'),
    ])
})

test('for what nothing fits it says so, and what fitted before stands in no line', async () => {
  await browser.typeInAddressBar('baton zebra')
  await expect
    .poll(lines, { timeout: PATIENCE })
    .toEqual(['Copy the template that fits best', 'No template fits'])
})

test('Enter copies the best one, filled', async () => {
  await browser.typeInAddressBar('baton greeting')
  await expect
    .poll(lines, { timeout: PATIENCE })
    .toContainEqual(expect.stringContaining('/greeting · Greeting'))
  await browser.enterInAddressBar()
  await expect
    .poll(() => browser.notifications(), { timeout: PATIENCE })
    .toEqual(['Copied /greeting'])
  expect(await browser.clipboard()).toContain('this is Rina Hartono from Nusa Goods')
})

test('no browser reported an error', () => {
  expect(browser.errors.unforeseen).toEqual([])
})
