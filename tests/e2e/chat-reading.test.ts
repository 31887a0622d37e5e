import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_PEOPLE } from '../../server/demo/people.ts'
import { connectAgent, resultOf, signIn } from '../acceptance/support/clients.ts'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { Panel } from './support/panel.ts'
import { PATIENCE, press, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

// Quoting, and text of every kind, in a conversation that is longer than what is fetched of it at first.

const CUSTOMER = 'Maria Wong'
const LINES = 130
/** The narrowest that a panel can be made, in CSS pixels. */
const THIN = { width: 320, height: 640 }

let world: World
let browser: ChromiumBrowser
let rina: Panel

beforeAll(async () => {
  world = await startWorld()
  await writeLines()
  browser = await launchChromium()
  rina = new Panel(await browser.openPanel(THIN))
  await rina.signInAs('Rina', world.url)
  await rina.open(CUSTOMER)
  await rina.holds()
  await sees(rina.page, `Line ${LINES}.`)
})

afterAll(async () => {
  await browser.close()
  await world.end()
})

/** Rina writes more than is fetched at once, by another connection than the panel's. */
async function writeLines(): Promise<void> {
  const { email, password } = DEMO_PEOPLE[0]
  const { token } = await signIn(world.url, email, password)
  const { socket } = await connectAgent(world.url, token ?? '')
  const all = { timeline: null, after: 0, horizon: 0, limit: 500 }
  const { rows } = resultOf(await socket.emitWithAck('changes:pull', all))
  const found = rows.find(
    (row) => row.kind === 'conversation' && row.value.customer.name === CUSTOMER,
  )
  if (found?.kind !== 'conversation') throw new Error(`${CUSTOMER} is not in the demo.`)
  const { id: conversationId, epoch } = found.value
  for (let line = 1; line <= LINES; line += 1) {
    const text = `Line ${line}. ${'About your order. '.repeat(line % 7)}`
    const body = {
      id: newId(),
      conversationId,
      epoch,
      text,
      attachments: [],
      visibility: 'everyone' as const,
    }
    resultOf(await socket.emitWithAck('message:send', body))
  }
  socket.disconnect()
}

/** Chooses from the menu of the message that holds a text. */
async function fromMenuOf(text: string, action: string): Promise<void> {
  const row = await rina.page.waitForSelector(`[data-key] ::-p-text(${text})`, {
    timeout: PATIENCE,
  })
  await row?.evaluate((element) => {
    const button = element.closest('[data-key]')?.querySelector('[data-message-actions]')
    if (button instanceof HTMLElement) button.click()
  })
  await press(rina.page, 'menuitem', action)
}

const box = () =>
  rina.page.$eval('textarea', (field) => (field instanceof HTMLTextAreaElement ? field.value : ''))

test('a quote goes into the message box, and out as one', async () => {
  await fromMenuOf(`Line ${LINES}.`, 'Quote')
  await expect.poll(box, { timeout: PATIENCE }).toContain(`> Line ${LINES}.`)
  await rina.type('As I said.')
  await rina.page.keyboard.press('Enter')
  await rina.page.waitForSelector(`[data-test=bubble] blockquote ::-p-text(Line ${LINES}.)`, {
    timeout: PATIENCE,
  })
})

test('an endless word and right-to-left text stay within the narrowest panel', async () => {
  await rina.send('شكرا، طلبي رقم 1042 لم يصل')
  await rina.send(`${'endless'.repeat(20)} https://shop.nusa.example/${'path'.repeat(10)}`)
  const bubble = await rina.page.waitForSelector('[data-test=bubble] ::-p-text(1042)', {
    timeout: PATIENCE,
  })
  expect(await bubble?.evaluate((text) => getComputedStyle(text).direction)).toBe('rtl')
  const wide = await rina.page.evaluate(() => ({
    page: document.documentElement.scrollWidth,
    bubbles: Math.max(
      ...[...document.querySelectorAll('[data-test=bubble] *')].map(
        (one) => one.getBoundingClientRect().right,
      ),
    ),
  }))
  expect(wide.page).toBe(THIN.width)
  expect(wide.bubbles).toBeLessThanOrEqual(THIN.width)
})

test('no browser reported an error', () => {
  expect(browser.errors.unforeseen).toEqual([])
})
