import type { Page } from 'puppeteer-core'

/** A page as a PNG, once nothing on it moves any more. */
export async function shot(page: Page): Promise<Uint8Array> {
  // In front first: a page behind another is not painted.
  await page.bringToFront()
  // Out of the way: what lies under the mouse shows it.
  await page.mouse.move(0, 0)
  await page.evaluate(() =>
    Promise.allSettled(document.getAnimations().map((animation) => animation.finished)),
  )
  return page.screenshot({ type: 'png' })
}

/** A PNG as an address that an `img` may name. */
export function asAddress(png: Uint8Array): string {
  return `data:image/png;base64,${Buffer.from(png).toString('base64')}`
}
