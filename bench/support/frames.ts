import type { Page } from 'puppeteer-core'

/** Longest time between two frames of a screen at 60 Hz, in ms, with what a timer's rounding adds. */
const ON_TIME_MS = 16.7 + 0.4
const FRAMES = 240
/** Pixels a frame: a quick turn of the wheel. */
const STEP = 45

/** Scrolls the box around an element down and back up, frame by frame; gives the share of frames that came on time. */
export async function smoothShare(page: Page, selector: string): Promise<number> {
  const times: unknown = await page.evaluate(
    (wanted, frames, step) =>
      new Promise((resolve) => {
        let box: Element | null = document.querySelector(wanted)
        while (box && box.scrollHeight <= box.clientHeight + 1) box = box.parentElement
        const times: number[] = []
        const next = (now: number) => {
          times.push(now)
          if (times.length > frames) resolve(times)
          else {
            const down = box !== null && box.scrollTop + box.clientHeight < box.scrollHeight - step
            box?.scrollBy(0, down && times.length < frames / 2 ? step : -step)
            requestAnimationFrame(next)
          }
        }
        requestAnimationFrame(next)
      }),
    selector,
    FRAMES,
    STEP,
  )
  const at = Array.isArray(times) ? times.map(Number) : []
  const gaps = at.slice(1).map((time, n) => time - (at[n] ?? time))
  return gaps.filter((gap) => gap <= ON_TIME_MS).length / gaps.length
}
