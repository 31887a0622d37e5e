import type { Page } from 'puppeteer-core'

// Times are in ms since 1970 with a fraction (timeOrigin + now), which page and Node share on one machine.

/** Now, comparable with what the functions below give. */
export function preciseNow(): number {
  return performance.timeOrigin + performance.now()
}

/**
 * Starts to wait, inside the page, for an element with this text to be painted. Resolves `ready` once it
 * watches; `painted` gives the time right after the frame that showed it.
 */
export function watchForPaint(page: Page, text: string): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve, reject) => {
        setTimeout(() => {
          reject(new Error(`Not painted within 10 s: ${wanted}`))
        }, 10_000)
        const afterPaint = () => {
          requestAnimationFrame(() => {
            const painted = () => {
              resolve(performance.timeOrigin + performance.now())
            }
            // A message is delivered after this frame was painted, unless another frame comes first.
            const channel = new MessageChannel()
            channel.port1.onmessage = painted
            channel.port2.postMessage(null)
            requestAnimationFrame(painted)
          })
        }
        const observer = new MutationObserver((records) => {
          const shown = records.some(
            ({ target, addedNodes }) =>
              target.textContent?.includes(wanted) === true ||
              [...addedNodes].some((node) => node.textContent?.includes(wanted)),
          )
          if (!shown) return
          observer.disconnect()
          afterPaint()
        })
        observer.observe(document.body, { childList: true, subtree: true, characterData: true })
      }),
    text,
  )
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
