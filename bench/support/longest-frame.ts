import type { Page } from 'puppeteer-core'
import * as v from 'valibot'

/** Milliseconds watched after something was done. */
const WATCHED_MS = 1_500

/** The longest time between two frames, in ms, from the moment something is done and for a while after it. */
export async function longestFrame(page: Page, act: () => Promise<unknown>): Promise<number> {
  await page.evaluate((ms) => {
    const began = performance.now()
    let before = began
    let longest = 0
    const watched = new Promise<number>((resolve) => {
      const next = () => {
        const now = performance.now()
        longest = Math.max(longest, now - before)
        before = now
        if (now - began < ms) requestAnimationFrame(next)
        else resolve(longest)
      }
      requestAnimationFrame(next)
    })
    Object.assign(globalThis, { watchedFrames: watched })
  }, WATCHED_MS)
  await act()
  return v.parse(v.number(), await page.evaluate('watchedFrames'))
}
