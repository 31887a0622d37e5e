import type { Page } from 'puppeteer-core'
import * as v from 'valibot'
import { AFTER_PAINT } from './after-paint.ts'

// Times are in ms since 1970 with a fraction (timeOrigin + now), which page and Node share on one machine.

/** Now, comparable with what the functions below give. */
export function preciseNow(): number {
  return performance.timeOrigin + performance.now()
}

const WATCH = `${AFTER_PAINT}
  globalThis.paintOf = (wanted) => new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('Not painted within 10 s: ' + wanted)), 10_000)
    const holds = (node) => node.textContent?.includes(wanted) === true
    const observer = new MutationObserver((records) => {
      // Only what is new is looked at: all that a list holds would take long to read.
      const news = records.flatMap(({ type, target, addedNodes }) => type === 'characterData' ? [target] : [...addedNodes])
      if (!news.some(holds)) return
      observer.disconnect()
      afterPaint(() => resolve(performance.timeOrigin + performance.now()))
    })
    observer.observe(document.body, { childList: true, subtree: true, characterData: true })
  })`

/** Starts to wait, inside the page, for an element with this text; the time right after the frame that showed it. */
export async function watchForPaint(page: Page, text: string): Promise<number> {
  return v.parse(v.number(), await page.evaluate(`${WATCH}; paintOf(${JSON.stringify(text)})`))
}

/** When Enter was last pressed in the page. Call once before the first key. */
export async function recordEnter(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Enter') {
          document.documentElement.dataset['enterAt'] = String(
            performance.timeOrigin + event.timeStamp,
          )
        }
      },
      { capture: true },
    )
  })
  return () => page.evaluate(() => Number(document.documentElement.dataset['enterAt']))
}
