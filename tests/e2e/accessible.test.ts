import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeViolations } from './support/axe.ts'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { Customer } from './support/customer.ts'
import { NARROW, WIDE } from './support/extension-browser.ts'
import { Panel } from './support/panel.ts'
import { press, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

let world: World

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.end())

const LOOKS = [
  { name: '360 px, light', size: NARROW, dark: false },
  { name: '360 px, dark', size: NARROW, dark: true },
  { name: '960 px, light', size: WIDE, dark: false },
  { name: '960 px, dark', size: WIDE, dark: true },
]

// Each look is a browser of its own; the conversations of the demo are shared and only looked at.
describe.each(LOOKS)('axe finds nothing at $name', ({ size, dark }) => {
  let browser: ChromiumBrowser
  let panel: Panel

  beforeAll(async () => {
    browser = await launchChromium({ dark })
    panel = new Panel(await browser.openPanel(size))
  })
  afterAll(() => browser.close())

  test('on the sign-in screen', async () => {
    await sees(panel.page, 'Sign in')
    expect(await axeViolations(panel.page)).toEqual([])
  })

  test('on the list', async () => {
    await panel.signInAs('Rina', world.url)
    await sees(panel.page, 'Ana Putri')
    expect(await axeViolations(panel.page)).toEqual([])
  })

  test('on a conversation that waits, with its handoff card', async () => {
    await panel.open('Ana Putri')
    await sees(panel.page, 'The AI has paused. Take over to reply.')
    expect(await axeViolations(panel.page)).toEqual([])
  })

  test('on my conversation with the template picker open', async () => {
    await panel.open('Maria Wong')
    await panel.type('/gre')
    await sees(panel.page, '/greeting')
    expect(await axeViolations(panel.page)).toEqual([])
    await panel.page.keyboard.press('Escape')
  })

  test('on the handover dialog', async () => {
    await press(panel.page, 'button', 'Handover')
    await sees(panel.page, 'Hand over conversation')
    expect(await axeViolations(panel.page)).toEqual([])
  })

  test("on the customer's page", async () => {
    const customer = new Customer(await browser.openPage(`${world.url}/chat?team=demo`, size))
    await customer.write('Hello')
    await sees(customer.page, 'Talk to a human')
    expect(await axeViolations(customer.page)).toEqual([])
  })

  test('and no console reported an error', () => {
    expect(browser.errors.unforeseen).toEqual([])
  })
})
