import type { Page } from 'puppeteer-core'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_PEOPLE } from '../../server/demo/people.ts'
import { connectAgent, connectCustomer, resultOf, signIn } from '../acceptance/support/clients.ts'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { Panel } from './support/panel.ts'
import { fill, PATIENCE, press, pressHolding, screenText, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

// Quoting, and text of every kind, in a conversation that is longer than what is fetched of it at first.

const CUSTOMER = 'Maria Wong'
const LINES = 130
/** The narrowest that a panel can be made, in CSS pixels. */
const THIN = { width: 320, height: 640 }

const MESSAGES = '[role=region][aria-label=Messages]'

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

/**
 * Goes up to where the next page is fetched, and tells how many pixels the message at the top of what is in sight
 * was away from its place once the older ones were there; Infinity when it is not in the page any more.
 */
function drift(page: Page): Promise<number> {
  return page.$eval(MESSAGES, async (box) => {
    const frames = async (count: number) => {
      for (let drawn = 0; drawn < count; drawn += 1) await new Promise(requestAnimationFrame)
    }
    const rows = () => [...box.querySelectorAll<HTMLElement>('[data-key]')]
    const topOf = (row: Element | undefined) => row?.getBoundingClientRect().top ?? Infinity
    // Still above the place where older ones are asked for; then one step below it.
    box.scrollTop = 640
    await frames(30)
    const height = box.scrollHeight
    box.scrollTop = 590
    await frames(1)
    const key = rows().find((row) => topOf(row) >= topOf(box))?.dataset['key']
    const start = topOf(rows().find((row) => row.dataset['key'] === key))
    while (box.scrollHeight < height + 1_000) await frames(1)
    await frames(30)
    return Math.abs(topOf(rows().find((row) => row.dataset['key'] === key)) - start)
  })
}

/** Chooses from the menu of the message that holds a text. */
async function fromMenuOf(text: string, action: string): Promise<void> {
  await pressHolding(rina.page, '[data-key]', text, '[data-message-actions]')
  await press(rina.page, 'menuitem', action)
}

/** Goes as far up as there are messages, which fetches more; tells whether this one is among them. */
function goUpTo(text: string): Promise<boolean> {
  return rina.page.$eval(
    MESSAGES,
    (list, wanted) => {
      list.scrollTop = 0
      return list.textContent.includes(wanted)
    },
    text,
  )
}

const box = () =>
  rina.page.$eval('textarea', (field) => (field instanceof HTMLTextAreaElement ? field.value : ''))

test('older messages come in above, and what is being read stays in its place', async () => {
  expect(await drift(rina.page)).toBeLessThanOrEqual(2)
  await press(rina.page, 'button', 'Jump to latest')
})

test('a link to an old message leads back to it, marked and in sight', async () => {
  const old = 'I did that three times.'
  await expect.poll(() => goUpTo(old), { timeout: PATIENCE }).toBe(true)
  await fromMenuOf(old, 'Copy link to message')
  await sees(rina.page, 'The link was copied')
  await rina.page.focus('textarea')
  await rina.page.keyboard.down('Control')
  await rina.page.keyboard.press('v', { commands: ['Paste'] })
  await rina.page.keyboard.up('Control')
  await expect.poll(box, { timeout: PATIENCE }).toContain('/c/')
  await rina.page.keyboard.press('Enter')
  await rina.hasWritten('/c/')
  await rina.page.reload()
  // Only the newest are there again; the link is the last of them.
  const link = await rina.page.waitForSelector('[data-test=bubble] a[href*="/c/"]', {
    timeout: PATIENCE,
  })
  // As an element, not as a place: the end is still being laid out.
  await link?.evaluate((element) => element instanceof HTMLElement && element.click())
  const marked = await rina.page.waitForSelector(`[data-marked] ::-p-text(${old})`, {
    timeout: PATIENCE,
  })
  await expect
    .poll(() => marked?.isIntersectingViewport({ threshold: 1 }), { timeout: PATIENCE })
    .toBe(true)
  await press(rina.page, 'button', 'Jump to latest')
})

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

test('a conversation opens where the unread begins, and stays unread until its end is seen', async () => {
  const customer = await connectCustomer(world.url, 'demo')
  const say = async (text: string) => await customer.says(text)
  await say('First question of a stranger')
  await rina.open('First question of a stranger')
  await rina.takeOver()
  await rina.holds()
  await rina.open(CUSTOMER)
  await rina.holds()
  for (let n = 1; n <= 30; n += 1) await say(`Unread ${n}.`)
  await rina.open('Unread 30.')
  const line = await rina.page.waitForSelector('[data-test=new-line]', { timeout: PATIENCE })
  await expect
    .poll(() => line?.isIntersectingViewport({ threshold: 1 }), { timeout: PATIENCE })
    .toBe(true)
  expect(await screenText(rina.page)).not.toContain('Unread 30.')
  const unread = () => rina.page.$('nav [aria-current] [data-test=unread]')
  expect(await unread()).not.toBeNull()
  await press(rina.page, 'button', '30 new messages')
  await sees(rina.page, 'Unread 30.')
  await expect.poll(unread, { timeout: PATIENCE }).toBeNull()
  customer.socket.disconnect()
})

test('what is found in a conversation that fits the window leaves nothing to jump to', async () => {
  const { page } = rina
  await page.setViewport({ width: 1100, height: 900 })
  await fill(page, 'searchbox', 'Search conversations', 'invoice copy')
  await sees(page, '1 conversation found')
  await rina.open('Dewi Pratama')
  await page.waitForSelector('[data-marked] ::-p-text(invoice copy)', { timeout: PATIENCE })
  await page.waitForSelector(`${MESSAGES} ~ button`, { hidden: true, timeout: PATIENCE })
})

test('no browser reported an error', () => {
  expect(browser.errors.unforeseen).toEqual([])
})
