import { setTimeout } from 'node:timers/promises'
import type { Page } from 'puppeteer-core'
import * as v from 'valibot'
import type { ChromiumBrowser } from '../../tests/e2e/support/chromium.ts'
import { WIDE } from '../../tests/e2e/support/extension-browser.ts'
import { AFTER_PAINT } from './after-paint.ts'
import { PACE } from './pace.ts'

/** What the page below is asked to look for, as an expression in the page. */
const ROWS = `document.querySelectorAll('[data-conversation-row] [data-test=badge]').length >= 5
  && /\\d/.test(document.querySelector('[aria-pressed=true]')?.textContent ?? '')`

/** Gives the page a function that resolves with the time (of `performance`) at which something had been painted. */
const PAINTED = `${AFTER_PAINT}
  globalThis.painted = (holds) => new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('Not painted within 20 s: ' + holds)), 20_000)
    const look = () => {
      if (!holds()) return false
      observer.disconnect()
      afterPaint(() => resolve(performance.now()))
      return true
    }
    const observer = new MutationObserver(look)
    observer.observe(document, { childList: true, subtree: true, characterData: true, attributes: true })
    look()
  })`

async function number(page: Page, expression: string): Promise<number> {
  const value: unknown = await page.evaluate(expression)
  if (typeof value !== 'number') throw new Error('The page gave no time.')
  return value
}

/** From the start of the navigation until rows and counts are painted, in ms: a panel that opens anew. */
export async function timeToList(browser: ChromiumBrowser): Promise<number> {
  const page = await browser.openPage('about:blank', WIDE)
  await page.evaluateOnNewDocument(`${PAINTED}; globalThis.listPainted = painted(() => ${ROWS})`)
  await page.goto(await browser.panelUrl())
  const time = await number(page, 'listPainted')
  await page.close()
  return time
}

/**
 * From the click on the first row of mine until its newest messages are painted, in ms. The second one is opened
 * before, and read for a moment.
 */
export async function timeToChat(page: Page): Promise<number> {
  await page.bringToFront()
  await page.evaluate(PAINTED)
  const open = async (index: number) => {
    const at = v.parse(
      v.tuple([v.number(), v.number()]),
      await page.evaluate(`(() => {
        const box = document.querySelectorAll('[data-conversation-row]')[${index}].getBoundingClientRect()
        globalThis.opened = new Promise((resolve, reject) => document.addEventListener('click', ({ target }) => {
          const started = performance.now()
          const row = target.closest('[data-id]')
          if (row.dataset.id === localStorage.getItem('baton:selected')) reject(new Error('It is open already.'))
          const name = row.querySelector('[data-test=name]').textContent
          const title = () => document.querySelector('header h2')?.textContent.includes(name)
          // Two customers may have one name: what was there before has to be gone.
          const before = document.querySelector('[data-test=bubble]')
          const shown = () => document.querySelectorAll('[data-test=bubble]').length >= 3
          resolve(painted(() => title() && shown() && !before?.isConnected).then((at) => at - started))
        }, { once: true, capture: true }))
        return [box.x + box.width / 3, box.y + box.height / 3]
      })()`),
    )
    await page.mouse.move(...at)
    await setTimeout(PACE.point)
    await page.mouse.click(...at, { delay: PACE.press })
    return number(page, 'opened')
  }
  await open(1)
  await setTimeout(PACE.chat)
  return open(0)
}

/** Chooses a filter of the list; resolves once it is on. */
export async function choose(page: Page, filter: 'All' | 'Mine'): Promise<void> {
  await page.bringToFront()
  await page.waitForSelector('[data-conversation-row] [data-test=badge]')
  await page.evaluate(PAINTED)
  await number(
    page,
    `(() => {
      const chip = [...document.querySelectorAll('[aria-pressed]')]
        .find(({ textContent }) => textContent.trim().startsWith('${filter}'))
      const badges = () => [...document.querySelectorAll('[data-conversation-row] [data-test=badge]')]
      const mine = () => badges().every(({ textContent }) => textContent === 'Handled by You')
      chip.click()
      return painted(() => badges().length >= 2 && mine() === ${filter === 'Mine'})
    })()`,
  )
}

/** From a key in the search box until what was said in a message is painted, in ms. */
export async function timeToFind(page: Page, round: number): Promise<number> {
  await page.bringToFront()
  await page.evaluate(PAINTED)
  const box = 'input[type=search]'
  await page.focus(box)
  // Numbers of messages far apart: each is in one message of a hundred thousand.
  await page.keyboard.type(`(no. ${40_000 + round * 7}`, { delay: PACE.key })
  await page.evaluate(`globalThis.foundAt = (() => {
    const box = document.querySelector('${box}')
    return new Promise((resolve) => box.addEventListener('input', () => {
      const started = performance.now()
      resolve(painted(() => document.querySelector('[data-test=hit] mark')?.closest('[data-test=hit]')
        .textContent.includes('(no. ${40_000 + round * 7})')).then((at) => at - started))
    }, { once: true }))
  })(); undefined`)
  await page.keyboard.type(')')
  const time = await number(page, 'foundAt')
  await page.keyboard.press('Escape')
  return time
}
