import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { SERVER_AWAY } from './support/console-errors.ts'
import { Customer } from './support/customer.ts'
import { Panel } from './support/panel.ts'
import { PATIENCE, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

let world: World
let browser: ChromiumBrowser
let visitors: ChromiumBrowser
let panel: Panel
let customer: Customer

beforeAll(async () => {
  world = await startWorld()
  browser = await launchChromium()
  visitors = await launchChromium({ extension: false })
  const beside = await browser.openPage(`${world.url}/shop`, { width: 1200, height: 700 })
  panel = new Panel(await browser.openSidePanel(beside))
  customer = new Customer(await visitors.openPage(`${world.url}/chat?team=demo`))
})

afterAll(async () => {
  await Promise.all([browser.close(), visitors.close()])
  await world.end()
})

test('the real side panel opens from the toolbar button, 360 px wide, and signs in', async () => {
  await expect.poll(() => panel.page.evaluate(() => innerWidth), { timeout: PATIENCE }).toBe(360)
  await panel.signInAs('Rina', world.url)
  await sees(panel.page, 'Ana Putri')
})

test('the toolbar badge counts the conversations that wait', async () => {
  const before = Number(await browser.badgeText())
  expect(before).toBeGreaterThan(0)
  await customer.write('I want to talk to a human please')
  await expect.poll(() => browser.badgeText(), { timeout: PATIENCE }).toBe(String(before + 1))
})

test('with the worker killed, a message still goes out, once', async () => {
  await panel.open('Guest')
  await panel.takeOver()
  await panel.holds()
  await browser.killWorker()
  await panel.send('Written while the worker was dead')
  await sees(customer.page, 'Written while the worker was dead')
  await sees(panel.page, /Sent|Seen/)
  expect(await customer.messagesWith('Written while the worker was dead')).toBe(1)
})

test('what is written while the server is away goes out once when it is back', async () => {
  browser.errors.foresee(SERVER_AWAY)
  visitors.errors.foresee(SERVER_AWAY)
  await world.goAway()
  await sees(panel.page, 'You are offline.')
  await panel.send('Written while the server was away')
  await customer.write('And this while I was offline')
  await world.comeBack()
  // If the customer's goes out first, the agent is asked to read it before the own one does.
  const arrived = async () => {
    await panel.sendHeld()
    return customer.messagesWith('Written while the server was away')
  }
  await expect.poll(arrived, { timeout: PATIENCE }).toBe(1)
  await sees(panel.page, 'And this while I was offline')
  expect(await customer.messagesWith('Written while the server was away')).toBe(1)
  expect(await panel.messagesWith('And this while I was offline')).toBe(1)
})

test('no browser reported an error', () => {
  expect([...browser.errors.unforeseen, ...visitors.errors.unforeseen]).toEqual([])
})
