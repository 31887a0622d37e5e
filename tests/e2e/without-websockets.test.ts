import type { Frame, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEMO_PEOPLE } from '../../server/demo/people.ts'
import { Colleague, type Held } from './support/colleague.ts'
import { SERVER_AWAY } from './support/console-errors.ts'
import { NARROW, type ExtensionBrowser } from './support/extension-browser.ts'
import { launchBrowser } from './support/launch-browser.ts'
import { startLine, type Line } from './support/line.ts'
import { Panel } from './support/panel.ts'
import { PATIENCE, sees } from './support/screen.ts'
import { ChatButton, startSite, type Site } from './support/site.ts'
import { startWorld, type World } from './support/world.ts'

// A network has a proxy that knows no WebSockets: it refuses them, or never answers.

const SIZE = { width: 900, height: 700 }
const [RINA] = DEMO_PEOPLE
const BROWSERS = ['chromium', 'firefox'] as const

let world: World
let site: Site

beforeAll(async () => {
  world = await startWorld()
  site = await startSite()
})
afterAll(async () => {
  await site.close()
  await world.end()
})

describe.each(
  BROWSERS.flatMap((name) => [[name, 'are-refused'] as const, [name, 'are-swallowed'] as const]),
)('in %s, where WebSockets %s', (name, fate) => {
  let browser: ExtensionBrowser
  let colleague: Colleague
  let line: Line
  let page: Page
  let chat: Frame
  let held: Held

  beforeAll(async () => {
    line = await startLine(world.url)
    line.webSockets(fate)
    for (const path of ['/one', '/two']) {
      site.put(path, {
        html: `<!doctype html><title>Shop ${path}</title><h1>Shop</h1><script src="${line.url}/chat.js" data-team="demo" async></script>`,
      })
    }
    browser = await launchBrowser(name, { extension: false })
    browser.errors.foresee(SERVER_AWAY)
    colleague = await Colleague.signIn('Rina', world.url)
  })
  afterAll(async () => {
    colleague.leave()
    await browser.close()
    await line.close()
  })

  test('a customer writes and is answered', async () => {
    page = await browser.openPage(`${site.url}/one`, SIZE)
    await new ChatButton(page).press()
    chat = await new ChatButton(page).chat()
    await chat.type('textarea', `A question from ${name}, ${fate}`)
    await page.keyboard.press('Enter')
    await chat.waitForSelector('.me.stored', { timeout: PATIENCE })
    await chat.waitForSelector('.ai.stored', { timeout: PATIENCE })
    expect(line.open).toBe(0)
    held = await colleague.takeNewest()
    await colleague.say(held, 'It comes tomorrow.')
    await sees(chat, 'It comes tomorrow.')
  })

  test('the next page of the site counts what is new, at once', async () => {
    await page.goto(`${site.url}/two`)
    await new ChatButton(page).isThere()
    await page.waitForFrame((one) => one.url().includes('/chat?'), { timeout: PATIENCE })
    await colleague.say(held, 'In blue.')
    const preview = await page.waitForFrame((one) => one.url().includes('/chat?'))
    await preview.waitForSelector('.preview', { timeout: PATIENCE })
    expect(line.open).toBe(0)
    await preview.click('.preview .open')
    chat = await new ChatButton(page).chat()
    await sees(chat, 'In blue.')
  })

  test('once they come through, the chat goes by a WebSocket again', async () => {
    // A page tries soon after it has opened, and then each minute.
    await page.goto(`${site.url}/one`)
    line.webSockets('go-through')
    await new ChatButton(page).press()
    chat = await new ChatButton(page).chat()
    await expect.poll(() => line.open, { timeout: 90_000, interval: 100 }).toBe(1)
    await colleague.say(held, 'Or red.')
    await sees(chat, 'Or red.')
    await chat.type('textarea', 'Red, please')
    await page.keyboard.press('Enter')
    await expect.poll(() => chat.$$eval('.me.stored', (all) => all.length)).toBe(2)
  })

  test('the browser reported nothing but that', () => {
    expect(browser.errors.unforeseen).toEqual([])
  })
})

describe.each(BROWSERS)('an agent in %s behind such a proxy', (name) => {
  let browser: ExtensionBrowser
  let line: Line
  beforeAll(async () => {
    line = await startLine(world.url)
    browser = await launchBrowser(name)
    browser.errors.foresee(SERVER_AWAY)
  })
  afterAll(async () => {
    await browser.close()
    await line.close()
  })

  test('is told why, and works once WebSockets come through; later, too', async () => {
    line.webSockets('are-refused')
    const panel = new Panel(await browser.openPanel(NARROW))
    await panel.signIn(line.url, RINA.email, RINA.password)
    await sees(panel.page, 'No live connection.')
    await sees(panel.page, 'this network lets no live connection (WebSocket) to it through')
    line.webSockets('go-through')
    await panel.page.waitForSelector('[data-conversation-row]', { timeout: PATIENCE })
    line.webSockets('are-refused')
    await sees(panel.page, 'mostly a proxy, a VPN or a virus scanner')
    await sees(panel.page, 'Reading, searching and writing still work')
    line.webSockets('go-through')
    await panel.page.waitForSelector('[data-test="banner"]', { timeout: PATIENCE, hidden: true })
  })

  test('the browser reported nothing but that', () => {
    expect(browser.errors.unforeseen).toEqual([])
  })
})
