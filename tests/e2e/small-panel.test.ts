import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { Panel } from './support/panel.ts'
import { PATIENCE, press, sees } from './support/screen.ts'
import { goWhereKeysCommand } from './support/single-keys.ts'
import { startWorld, type World } from './support/world.ts'

/** What is left of a side panel in a small window, in CSS pixels. */
const SMALL = { width: 360, height: 445 }
const NOTICE = 'Human agent (Rina Hartono) has taken over this conversation'

let world: World
let browser: ChromiumBrowser
let visitors: ChromiumBrowser
let panel: Panel

beforeAll(async () => {
  world = await startWorld()
  browser = await launchChromium()
  visitors = await launchChromium({ extension: false })
  panel = new Panel(await browser.openPanel(SMALL))
})

afterAll(async () => {
  await Promise.all([browser.close(), visitors.close()])
  await world.end()
})

/** Whether the last message that holds a text lies wholly between the header and the composer. */
function inSight(page: Page, text: string): Promise<boolean> {
  return page.$eval(
    '[role=region][aria-label=Messages]',
    (list, wanted) => {
      const view = list.getBoundingClientRect()
      const row = [...list.querySelectorAll('[data-key]')].findLast(({ textContent }) =>
        textContent.includes(wanted),
      )
      const place = row?.getBoundingClientRect()
      return place !== undefined && place.top >= view.top && place.bottom <= view.bottom
    },
    text,
  )
}

test('after a take-over the notice of it is in sight, though the card went and the composer came', async () => {
  await panel.signInAs('Rina', world.url)
  await panel.open('Ana Putri')
  await sees(panel.page, 'Customer asked for a human')
  await panel.takeOver()
  await panel.holds()
  await sees(panel.page, NOTICE)
  await expect.poll(() => inSight(panel.page, NOTICE), { timeout: PATIENCE }).toBe(true)
  expect(await panel.page.$('::-p-text(new message)')).toBeNull()
})

test('while a long message is being written, the newest one stays in sight', async () => {
  await panel.type('First line')
  for (const line of ['second', 'third', 'fourth', 'fifth and last']) {
    await panel.page.keyboard.down('Shift')
    await panel.page.keyboard.press('Enter')
    await panel.page.keyboard.up('Shift')
    await panel.type(line)
  }
  await expect.poll(() => inSight(panel.page, NOTICE), { timeout: PATIENCE }).toBe(true)
  expect(await panel.page.$('::-p-text(Jump to latest)')).toBeNull()
})

test('who scrolls up stays there, and comes back by one button', async () => {
  await panel.page.hover('[role=region][aria-label=Messages]')
  await panel.page.mouse.wheel({ deltaY: -400 })
  await sees(panel.page, 'Jump to latest')
  await press(panel.page, 'button', 'Jump to latest')
  await expect.poll(() => inSight(panel.page, NOTICE), { timeout: PATIENCE }).toBe(true)
})

test("a customer opens the chat from the shop's button, writes there and is answered", async () => {
  const shop = await visitors.openPage(`${world.url}/shop`, { width: 1000, height: 700 })
  await press(shop, 'button', 'Open chat')
  const chat = await shop.waitForFrame((frame) => frame.url().includes('/chat?'), {
    timeout: PATIENCE,
  })
  const box = await chat.waitForSelector('textarea', { timeout: PATIENCE, visible: true })
  await box?.type('How long does a refund take?')
  await box?.press('Enter')
  await sees(chat, 'working days')
  await press(shop, 'button', 'Close chat')
  await press(shop, 'button', 'Open chat')
  await sees(chat, 'How long does a refund take?')
  // The open chat leaves the page's header free: its button is reached by a real click.
  await shop.click('[data-sign-in]')
  await shop.waitForSelector('[data-sign-in][aria-checked=true]', { timeout: PATIENCE })
})

test('the focus goes with the eyes: from a list that closes to the chat under it, from a chat that closes to the list', async () => {
  const keys = panel.page.keyboard
  const focusIsOn = (what: string) =>
    panel.page.waitForSelector(`${what}:focus`, { timeout: PATIENCE })
  const open = await panel.page.evaluate(() => localStorage.getItem('baton:selected'))
  await panel.page.focus('textarea')
  await keys.press('Escape')
  await focusIsOn('[data-conversation-row]')
  await keys.press('Escape')
  await focusIsOn('section[aria-label^="Conversation with"]')
  await goWhereKeysCommand(panel.page)
  await keys.down('Shift')
  await keys.press('X')
  await keys.up('Shift')
  await focusIsOn(`[data-id="${open}"] [data-conversation-row]`)
})

test('no browser reported an error', () => {
  expect([...browser.errors.unforeseen, ...visitors.errors.unforeseen]).toEqual([])
})
