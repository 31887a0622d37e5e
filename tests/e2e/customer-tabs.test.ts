import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { SERVER_AWAY } from './support/console-errors.ts'
import { Customer } from './support/customer.ts'
import { startLine, type Line } from './support/line.ts'
import { PATIENCE, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

// One customer with the chat open in two tabs of a real browser, which share what is kept there.

let world: World
let line: Line
let browser: ChromiumBrowser
let one: Customer
let two: Customer

beforeAll(async () => {
  world = await startWorld()
  line = await startLine(world.url)
  browser = await launchChromium({ extension: false })
  browser.errors.foresee(SERVER_AWAY)
  const open = () => browser.openPage(`${line.url}/chat?team=demo`)
  const tabs = await Promise.all([open(), open()])
  ;[one, two] = [new Customer(tabs[0]), new Customer(tabs[1])]
})

afterAll(async () => {
  await browser.close()
  await line.close()
  await world.end()
})

/** The messages of the customer's own, from the top. */
const written = ({ page }: Customer) =>
  page.$$eval('article', (all) =>
    all
      .map(({ textContent }) => /Written (first|second|third|elsewhere)/.exec(textContent)?.[1])
      .filter((word) => word !== undefined),
  )

test('two tabs opened at once are one customer', async () => {
  await one.page.bringToFront()
  await one.write('Written first')
  await two.page.bringToFront()
  await sees(two.page, 'Written first')
})

test('what was on its way at a reload stands once, in order, in both tabs', async () => {
  await one.page.bringToFront()
  line.muffle()
  await one.write('Written second')
  await one.write('Written third')
  line.mend()
  await one.page.reload()
  const order = ['first', 'second', 'third']
  await expect.poll(() => written(one), { timeout: PATIENCE }).toEqual(order)
  await two.page.bringToFront()
  await expect.poll(() => written(two), { timeout: PATIENCE }).toEqual(order)
})

test('what a closed tab had not sent goes out by the other one', async () => {
  await one.page.bringToFront()
  line.cut()
  await sees(one.page, 'No connection')
  await one.write('Written elsewhere')
  await one.page.close()
  await two.page.bringToFront()
  line.mend()
  await expect
    .poll(() => written(two), { timeout: PATIENCE })
    .toEqual(['first', 'second', 'third', 'elsewhere'])
})

test('no browser reported an error', () => {
  expect(browser.errors.unforeseen).toEqual([])
})
