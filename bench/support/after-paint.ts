import { setTimeout } from 'node:timers/promises'
import type { Page } from 'puppeteer-core'

/** Gives the page a function that calls another right after the next frame has been painted. */
export const AFTER_PAINT = `
  globalThis.afterPaint = (done) => requestAnimationFrame(() => {
    // A message is delivered after this frame was painted, unless another frame comes first.
    const channel = new MessageChannel()
    channel.port1.onmessage = done
    channel.port2.postMessage(null)
    requestAnimationFrame(done)
  })`

/** What coming to the front sets off in a page, the look at what to alert to among it, has ended by then; ms. */
const REST_MS = 400

/** Shows a page, and lets it come to rest: nobody changes tabs at every message. */
export async function toFront(page: Page): Promise<void> {
  await page.bringToFront()
  await setTimeout(REST_MS)
}
