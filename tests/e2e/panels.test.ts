import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { SERVER_AWAY } from './support/console-errors.ts'
import { Customer } from './support/customer.ts'
import { startLine, type Line } from './support/line.ts'
import { Panel } from './support/panel.ts'
import { PATIENCE, screenText, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

// One agent with three panels on one worker, and a line that can be cut; the customer's line stays whole.

const KILLS = 5

let world: World
let line: Line
let browser: ChromiumBrowser
let panels: Panel[]
let one: Panel
let two: Panel
let customer: Customer

beforeAll(async () => {
  world = await startWorld()
  line = await startLine(world.url)
  browser = await launchChromium()
  browser.errors.foresee(SERVER_AWAY)
  one = new Panel(await browser.openPanel())
  await one.signInAs('Rina', line.url)
  two = new Panel(await browser.openPanel())
  panels = [one, two, new Panel(await browser.openPanel())]
  customer = new Customer(await browser.openPage(`${world.url}/chat?team=demo`))
})

afterAll(async () => {
  await browser.close()
  await line.close()
  await world.end()
})

/** What stands in the message box. */
const boxOf = ({ page }: Panel) =>
  page.$eval('textarea', (box) => (box instanceof HTMLTextAreaElement ? box.value : ''))

test('a worker killed again and again with three panels open has one socket, every time', async () => {
  for (let kill = 1; kill <= KILLS; kill += 1) {
    await browser.killWorker()
    // Each panel wakes it, at once, beside its own start.
    await Promise.all(panels.map(({ page }) => page.reload()))
    await expect.poll(() => line.opened, { timeout: PATIENCE }).toBe(1 + kill)
    await Promise.all(panels.map(({ page }) => sees(page, 'Connected')))
    await expect.poll(() => line.open, { timeout: PATIENCE }).toBe(1)
  }
  expect(line.opened).toBe(1 + KILLS)
})

test('an open panel notices that its worker has died, and wakes another one', async () => {
  const before = line.opened
  await browser.killWorker()
  await expect.poll(() => line.opened, { timeout: PATIENCE }).toBe(before + 1)
  await expect.poll(() => line.open, { timeout: PATIENCE }).toBe(1)
})

test('a take-over whose worker dies in the middle leaves no error once it has succeeded', async () => {
  await customer.write('I want to talk to a human please')
  await one.page.bringToFront()
  await one.open('Guest')
  // Asked for under the epoch of the waiting conversation, not of the one that the AI was about to give up.
  await sees(one.page, 'The AI has paused. Take over to reply.')
  const button = await one.takeOverButton()
  line.muffle()
  await button.evaluate((element) => element.click())
  // The customer hears of it by a line of their own: the server has done it.
  await sees(customer.page, 'has taken over this conversation')
  await browser.killWorker()
  line.mend()
  await one.holds()
  await expect
    .poll(() => screenText(one.page), { timeout: PATIENCE })
    .not.toContain('did not answer')
})

test('what is typed in one panel shows in the other, and the one typed in wins', async () => {
  await two.page.reload()
  await two.holds()
  await one.page.bringToFront()
  await one.type('Hello')
  await expect.poll(() => boxOf(two), { timeout: PATIENCE }).toBe('Hello')
  await two.page.bringToFront()
  await two.type(' there')
  await expect.poll(() => boxOf(one), { timeout: PATIENCE }).toBe('Hello there')
  await two.page.keyboard.press('Enter')
  await sees(customer.page, 'Hello there')
  await expect.poll(() => boxOf(one), { timeout: PATIENCE }).toBe('')
})

test('a message written offline asks when the customer wrote meanwhile, and goes out once', async () => {
  line.cut()
  await sees(two.page, 'You are offline.')
  await two.send('Written without having read')
  await customer.page.bringToFront()
  await customer.write('One more thing')
  // A tab behind another one lays nothing out.
  await two.page.bringToFront()
  line.mend()
  await sees(two.page, '1 new message arrived, read before sending?')
  await sees(two.page, 'One more thing')
  expect(await customer.messagesWith('Written without having read')).toBe(0)
  await two.sendHeld()
  await sees(customer.page, 'Written without having read')
  expect(await customer.messagesWith('Written without having read')).toBe(1)
})

test('no browser reported an error', () => {
  expect(browser.errors.unforeseen).toEqual([])
})
