import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeViolations } from './support/axe.ts'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { SERVER_AWAY } from './support/console-errors.ts'
import { Panel } from './support/panel.ts'
import { fill, PATIENCE, press, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

// What the panel shows when there is nothing to show yet, or not any more.

let world: World
let browser: ChromiumBrowser
let panel: Panel

beforeAll(async () => {
  world = await startWorld()
  browser = await launchChromium()
  browser.errors.foresee(SERVER_AWAY)
  panel = new Panel(await browser.openPanel())
})
afterAll(async () => {
  await browser.close()
  await world.end()
})

test('the first time it welcomes, and a demo server gives its sign-in away', async () => {
  await sees(panel.page, 'Welcome to Baton')
  await fill(panel.page, 'textbox', 'Server address', world.url)
  await sees(panel.page, 'A demo server.')
  expect(await axeViolations(panel.page)).toEqual([])
  await press(panel.page, 'button', 'Sign in to the demo')
  await sees(panel.page, 'Connected')
  await sees(panel.page, 'Ana Putri')
})

test('the title tells how many wait', async () => {
  await expect
    .poll(() => panel.page.title(), { timeout: PATIENCE })
    .toMatch(/^2 waiting.* · Baton$/)
})

test('opened while the server is away, the panel shows the last state at once', async () => {
  await panel.open('Maria Wong')
  await panel.holds()
  await world.goAway()
  await sees(panel.page, 'You are offline.')
  await panel.page.close()
  panel = new Panel(await browser.openPanel())
  await sees(panel.page, 'that fixed the login')
  await sees(panel.page, 'You are offline.')
  // Nothing blank and nothing of a first load was there before it.
  expect(await panel.page.$('[data-test=skeleton]')).toBeNull()
  expect(await axeViolations(panel.page)).toEqual([])
})

test('colleagues see the agent go offline, so the panel says it of them', async () => {
  await panel.page.keyboard.press('Escape')
  await panel.page.waitForSelector('button[aria-label^="You are Offline"]', { timeout: PATIENCE })
})

test('a search without a hit says what was looked at and leads back', async () => {
  await panel.page.waitForSelector('[data-conversation-row]:focus', { timeout: PATIENCE })
  await panel.page.keyboard.type('/')
  await panel.page.waitForSelector('input[type=search]:focus', { timeout: PATIENCE })
  await panel.page.keyboard.type('zebra')
  await sees(panel.page, 'Nothing found for “zebra”')
  expect(await axeViolations(panel.page)).toEqual([])
})

test('no browser reported an error', () => {
  expect(browser.errors.unforeseen).toEqual([])
})
