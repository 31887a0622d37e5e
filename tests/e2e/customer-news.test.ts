import type { Frame, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Colleague, type Held } from './support/colleague.ts'
import type { ExtensionBrowser } from './support/extension-browser.ts'
import { launchBrowser } from './support/launch-browser.ts'
import { PATIENCE, sees } from './support/screen.ts'
import { ChatButton, startSite, type Site } from './support/site.ts'
import { startWorld, type World } from './support/world.ts'

// A customer writes, and reads on; whatever page of the site they are on, they learn of the answer.

const SIZE = { width: 900, height: 700 }

let world: World
let site: Site

beforeAll(async () => {
  world = await startWorld()
  site = await startSite()
  for (const path of ['/one', '/two', '/three']) {
    site.put(path, {
      html: `<!doctype html><title>Shop ${path}</title><h1>Shop</h1><script src="${world.url}/chat.js" data-team="demo" async></script>`,
    })
  }
})
afterAll(async () => {
  await site.close()
  await world.end()
})

describe.each(['chromium', 'firefox'] as const)('an answer to a customer in %s', (name) => {
  let browser: ExtensionBrowser
  let colleague: Colleague
  let held: Held
  let one: Page
  let two: Page

  beforeAll(async () => {
    browser = await launchBrowser(name, { extension: false })
    colleague = await Colleague.signIn('Rina', world.url)
  })
  afterAll(async () => {
    colleague.leave()
    await browser.close()
  })

  const chatOf = (page: Page): Frame | undefined =>
    page.frames().find((frame) => frame.url().includes('/chat?'))
  const openTab = () => browser.openPage(`${site.url}/one`, SIZE)
  /** The chat of a tab, which shows no more than the newest answer. */
  const previews = async (page: Page, text: string) => {
    await expect.poll(() => chatOf(page) !== undefined, { timeout: PATIENCE }).toBe(true)
    const chat = chatOf(page)
    if (!chat) throw new Error('There is no chat.')
    // By asking again and again: a tab in the background paints nothing that could be waited for.
    const shown = () => chat.$$eval('.preview', ([preview]) => preview?.textContent ?? '')
    await expect.poll(shown, { timeout: PATIENCE }).toContain(text)
    expect(await chat.$eval('main', (main) => main.offsetHeight)).toBe(0)
    return chat
  }

  test('nothing is loaded for who never wrote', async () => {
    one = await openTab()
    await new ChatButton(one).isThere()
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect(one.frames()).toHaveLength(1)
  })

  test('is told on the next page, by a preview that opens the chat', async () => {
    const button = new ChatButton(one)
    await button.press()
    const chat = await button.chat()
    await chat.type('textarea', `A question from ${name}`)
    await one.keyboard.press('Enter')
    await chat.waitForSelector('.me.stored', { timeout: PATIENCE })
    // Whatever the AI has said to it is read.
    await chat.waitForSelector('.ai.stored', { timeout: PATIENCE })
    await new Promise((resolve) => setTimeout(resolve, 500))
    await one.goto(`${site.url}/two`)
    await new ChatButton(one).isThere()
    held = await colleague.takeNewest()
    await colleague.say(held, 'It comes **tomorrow**.')
    const preview = await previews(one, 'It comes tomorrow.')
    await preview.click('.preview .open')
    await preview.waitForSelector('main textarea', { timeout: PATIENCE, visible: true })
    // As if it had been open all the time: the newest in sight, and room to write a line in.
    const below = () =>
      preview.$eval('.log', (log) => log.scrollHeight - log.scrollTop - log.clientHeight)
    await expect.poll(below, { timeout: PATIENCE }).toBeLessThan(2)
    expect(await preview.$('.latest')).toBeNull()
    expect(await preview.$eval('textarea', (box) => box.clientHeight)).toBeGreaterThan(20)
    await button.press()
    await button.isThere()
  })

  test('is told in every tab, by the title of those that nobody looks at, and gone from all once it is read', async () => {
    two = await browser.openPage(`${site.url}/three`, SIZE)
    await new ChatButton(two).isThere()
    await expect.poll(() => chatOf(two) !== undefined, { timeout: PATIENCE }).toBe(true)
    await chatOf(two)?.waitForSelector('article', { timeout: PATIENCE })
    await two.bringToFront()
    await colleague.say(held, 'And it is blue.')
    await previews(two, 'And it is blue.')
    await previews(one, 'And it is blue.')
    const isHidden = await one.evaluate(() => document.hidden)
    if (isHidden) expect(await one.title()).toBe('(1) Shop /two')
    expect(await two.title()).toBe('Shop /three')
    await chatOf(two)?.click('.preview .open')
    await expect.poll(() => one.title(), { timeout: PATIENCE }).toBe('Shop /two')
    await expect
      .poll(
        () =>
          chatOf(one)
            ?.$('.preview')
            .then((shown) => shown === null),
        { timeout: PATIENCE },
      )
      .toBe(true)
  })

  test('that was put away is counted, and not shown again on the next page', async () => {
    await new ChatButton(two).press()
    await new ChatButton(two).isThere()
    await colleague.say(held, 'Anything else?')
    const preview = await previews(two, 'Anything else?')
    await preview.click('.preview .away')
    await two.goto(`${site.url}/one`)
    await expect.poll(() => chatOf(two) !== undefined, { timeout: PATIENCE }).toBe(true)
    await chatOf(two)?.waitForSelector('article', { timeout: PATIENCE })
    await new Promise((resolve) => setTimeout(resolve, 700))
    expect(await chatOf(two)?.$('.preview')).toBeNull()
    await new ChatButton(two).press()
    await sees(await new ChatButton(two).chat(), 'Anything else?')
  })

  test('the browser reported nothing', () => {
    expect(browser.errors.unforeseen).toEqual([])
  })
})
