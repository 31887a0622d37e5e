import { setTimeout } from 'node:timers/promises'
import type { Page } from 'puppeteer-core'
import * as v from 'valibot'
import { AFTER_PAINT } from './after-paint.ts'
import { PACE, toFront } from './pace.ts'

const times = v.object({ handled: v.number(), painted: v.number() })

/**
 * Gives the page a function that resolves with the times, in ms from the next key, at which the list for a query was in
 * the page, and at which the frame with it had been painted.
 */
export const PAINTED_AFTER_KEY = `${AFTER_PAINT}
  globalThis.listAfterKey = (query) => new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('No list within 10 s for: ' + query)), 10_000)
    let pressed = 0
    addEventListener('keydown', (event) => (pressed = event.timeStamp), { capture: true, once: true })
    const observer = new MutationObserver(() => {
      if (document.querySelector('[data-test=template-picker]')?.dataset.query !== query) return
      observer.disconnect()
      const handled = performance.now() - pressed
      afterPaint(() => resolve({ handled, painted: performance.now() - pressed }))
    })
    observer.observe(document.body, { childList: true, subtree: true, attributes: true })
  })`

/** Types into the empty box of a page, and empties it again; gives the times of each key, in ms. */
export async function keyToPaint(
  page: Page,
  typed: string,
): Promise<{ handled: number[]; painted: number[] }> {
  await toFront(page)
  await page.focus('textarea')
  const all: v.InferOutput<typeof times>[] = []
  for (const [at, letter] of Array.from(typed).entries()) {
    const query = JSON.stringify(typed.slice(1, at + 1))
    await page.evaluate(`globalThis.measured = listAfterKey(${query}); undefined`)
    await setTimeout(PACE.key)
    await page.keyboard.type(letter)
    all.push(v.parse(times, await page.evaluate('measured')))
  }
  for (let left = typed.length; left > 0; left -= 1) await page.keyboard.press('Backspace')
  return {
    handled: all.map(({ handled }) => handled),
    painted: all.map(({ painted }) => painted),
  }
}
