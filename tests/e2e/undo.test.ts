import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { Customer } from './support/customer.ts'
import { NARROW, WIDE } from './support/extension-browser.ts'
import { Panel } from './support/panel.ts'
import { aria, PATIENCE, press, screenText, sees } from './support/screen.ts'
import { goWhereKeysCommand } from './support/single-keys.ts'
import { startWorld, type World } from './support/world.ts'

// One agent with a narrow and a wide panel, a colleague's panel, and the customer who is not to hear of it.

const RESOLVED = 'This conversation was resolved'
const UNDO = '[data-test=undo]'

let world: World
let browsers: ChromiumBrowser[]
let narrow: Panel
let wide: Panel
let sari: Panel
let customer: Customer

beforeAll(async () => {
  world = await startWorld()
  browsers = await Promise.all([launchChromium(), launchChromium()])
  const [first, second] = browsers
  if (!first || !second) throw new Error('There is no browser.')
  narrow = new Panel(await first.openPanel(NARROW))
  await narrow.signInAs('Rina', world.url)
  wide = new Panel(await first.openPanel(WIDE))
  sari = new Panel(await second.openPanel(WIDE))
  await sari.signInAs('Sari', world.url)
  customer = new Customer(await second.openPage(`${world.url}/chat?team=demo`))
  await customer.write('Is my cup on its way?')
  await narrow.page.bringToFront()
  await narrow.open('Is my cup on its way?')
  await narrow.takeOver()
  await narrow.holds()
  await sees(customer.page, 'Human agent (Rina Hartono) has taken over')
})
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()))
  await world.end()
})

const noticed = async () => (await screenText(customer.page)).includes(RESOLVED)
const gone = ({ page }: Panel) => page.waitForSelector(UNDO, { hidden: true, timeout: PATIENCE })

test('a resolved conversation is resolved in every panel, and can be taken back with Z', async () => {
  await goWhereKeysCommand(narrow.page)
  await narrow.page.keyboard.press('e')
  await sees(narrow.page, 'Resolved. It opens again')
  await Promise.all(
    [narrow, wide].map(({ page }) => page.waitForSelector(UNDO, { timeout: PATIENCE })),
  )
  // A colleague sees what is done, and cannot take it back.
  expect(await sari.page.$(UNDO)).toBeNull()
  await narrow.page.keyboard.press('z')
  await narrow.holds()
  await sees(narrow.page, 'Undone:')
  expect(await noticed()).toBe(false)
})

test('it is taken back from the other panel by the button', async () => {
  await goWhereKeysCommand(narrow.page)
  await narrow.page.keyboard.press('e')
  await wide.page.bringToFront()
  await wide.page.waitForSelector(UNDO, { timeout: PATIENCE })
  await press(wide.page, 'button', 'Undo')
  await sees(wide.page, 'Undone:')
  await narrow.page.bringToFront()
  await narrow.holds()
})

test('a customer who writes meanwhile is still with the agent, who is told', async () => {
  await goWhereKeysCommand(narrow.page)
  await narrow.page.keyboard.press('e')
  await narrow.page.waitForSelector(UNDO, { timeout: PATIENCE })
  await customer.write('One more thing')
  await narrow.holds()
  await sees(narrow.page, 'wrote again, so it is not resolved.')
  expect(await noticed()).toBe(false)
})

test('left alone it is told to the customer, and offered no longer', async () => {
  await goWhereKeysCommand(narrow.page)
  await narrow.page.keyboard.press('e')
  await narrow.page.waitForSelector(aria('button', 'Undo'), { timeout: PATIENCE })
  await sees(customer.page, RESOLVED)
  await gone(narrow)
  await gone(wide)
})

test('no browser reported an error', () => {
  expect(browsers.flatMap(({ errors }) => errors.unforeseen)).toEqual([])
})
