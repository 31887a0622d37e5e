import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectCustomer, type CustomerClient } from '../acceptance/support/clients.ts'
import { WIDE } from './support/extension-browser.ts'
import { misfits } from './support/fits.ts'
import { launchFirefox, type FirefoxBrowser } from './support/firefox.ts'
import { Panel } from './support/panel.ts'
import { PATIENCE } from './support/screen.ts'
import { goWhereKeysCommand } from './support/single-keys.ts'
import { startWorld, type World } from './support/world.ts'

// Rina in Firefox with every panel closed: what it draws around its pages is asked and clicked in its own window.

let world: World
let browser: FirefoxBrowser
let customer: CustomerClient
/** The panel that she signed in with, in a tab that is not in front. */
let first: Panel
/** The panel that a notification opened. */
let panel: Panel

/** Keeps what the background, which is a page here, plays from now on. */
const LISTEN = `(async () => {
  const { prototype } = (await browser.runtime.getBackgroundPage()).HTMLMediaElement
  const { play } = prototype
  window.batonPlayed = []
  prototype.play = function () {
    batonPlayed.push(this)
    return play.call(this)
  }
})()`

/** Titles of the notifications about the customer. */
const told = async () => (await browser.notifications()).filter((title) => title.includes('Guest'))

const say = async (text: string) => await customer.says(text)

beforeAll(async () => {
  world = await startWorld()
  browser = await launchFirefox()
  first = new Panel(await browser.openPanel())
  await first.signInAs('Rina', world.url)
  await browser.openPage('about:blank')
  customer = await connectCustomer(world.url, 'demo')
})

afterAll(async () => {
  customer.socket.disconnect()
  await browser.close()
  await world.end()
})

test('a customer who asks for a human is told of on the screen, with a sound', async () => {
  await first.page.evaluate(LISTEN)
  await say('Hello')
  await customer.ask('human:ask', {})
  await expect.poll(told, { timeout: PATIENCE }).toEqual([expect.stringContaining('is waiting')])
  const heard = () => first.page.evaluate('batonPlayed.map(({ ended }) => ended)')
  await expect.poll(heard, { timeout: PATIENCE }).toEqual([true])
})

test('a click on it opens the conversation, and takes it off the screen', async () => {
  await first.page.close()
  const [title = ''] = await told()
  await browser.clickNotification(title)
  panel = new Panel(await browser.openedPanel())
  await panel.page.waitForSelector('header h2 ::-p-text(Guest)', { timeout: PATIENCE })
  await expect.poll(told, { timeout: PATIENCE }).toEqual([])
  await panel.takeOver()
  await panel.holds()
})

test('a customer who writes twice while nobody looks is told of once', async () => {
  const away = await browser.openPage('about:blank')
  await away.bringToFront()
  await say('Are you there?')
  await expect.poll(told, { timeout: PATIENCE }).toHaveLength(1)
  await say('Hello?')
  await expect.poll(told, { timeout: PATIENCE }).toEqual([expect.stringMatching(/wrote 2/)])
})

test('a click on the toolbar button opens the panel in the sidebar', async () => {
  await browser.clickToolbarButton()
  await expect
    .poll(() => browser.views().then((views) => views.map(({ place }) => place)), {
      timeout: PATIENCE,
    })
    .toContain('sidebar')
})

test('in a sidebar as wide as Firefox opens it, nothing is cut off', async () => {
  const widthOfBox = () =>
    browser.inside(
      `document.getElementById('sidebar-box').getBoundingClientRect().width`,
      v.number(),
    )
  // Firefox draws it a moment after the panel's page is there.
  await expect.poll(widthOfBox, { timeout: PATIENCE }).toBeGreaterThan(100)
  const width = await widthOfBox()
  const narrow = new Panel(await browser.openPanel({ width: Math.round(width), height: 640 }))
  await narrow.holds()
  await expect.poll(() => misfits(narrow.page), { timeout: PATIENCE }).toEqual([])
  await narrow.page.close()
})

test('in a wide tab the sheet shows every key within its width', async () => {
  const wide = new Panel(await browser.openPanel(WIDE))
  const { page } = wide
  await wide.holds()
  await goWhereKeysCommand(page)
  await page.keyboard.type('?')
  await page.waitForSelector('[role=dialog] [data-test=key-row]', { timeout: PATIENCE })
  const beside = await page.$$eval(
    '[role=dialog] [data-test=key-row]',
    (rows) =>
      rows.filter((row) => {
        const { left, right } = row.getBoundingClientRect()
        const sheet = row.closest('[role=dialog]')?.getBoundingClientRect()
        return !sheet || left < sheet.left || right > sheet.right
      }).length,
  )
  expect(beside).toBe(0)
})

test('no browser reported an error', () => {
  expect(browser.errors.unforeseen).toEqual([])
})
