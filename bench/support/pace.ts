import { setTimeout } from 'node:timers/promises'
import type { Page } from 'puppeteer-core'

/** How fast an agent goes who is in a hurry, in ms. Nothing that is measured comes sooner after what was before it. */
export const PACE = {
  /** Between two keys: ten a second. What is entered sooner waits for the frame that shows the key before. */
  key: 100,
  /** How long a button of the mouse is down. */
  press: 60,
  /** From coming to a place with the mouse to pressing it. */
  point: 100,
  /** From one conversation to the next. */
  chat: 400,
  /** After a page came to the front: until what that sets off, the look at what to alert to among it, has ended. */
  page: 400,
}

/** Shows a page, and lets it come to rest: nobody changes tabs at every message. */
export async function toFront(page: Page): Promise<void> {
  await page.bringToFront()
  await setTimeout(PACE.page)
}
