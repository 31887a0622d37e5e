import { setTimeout } from 'node:timers/promises'
import type { Frame, Page } from 'puppeteer-core'

/** How long a person would wait before saying that nothing happens, in ms; two cores share three browsers. */
export const PATIENCE = 20_000
const LOOK_EVERY_MS = 50

/** The text that is on the screen, as a person reads it. */
export function screenText(page: Page | Frame): Promise<string> {
  return page.$eval('body', (body) => body.innerText)
}

/** Waits until a text is on the screen; fails with what was there instead. */
export async function sees(page: Page | Frame, text: string | RegExp): Promise<void> {
  const there = (shown: string) =>
    typeof text === 'string' ? shown.includes(text) : text.test(shown)
  await untilScreen(page, there, text.toString())
}

async function untilScreen(
  page: Page | Frame,
  holds: (shown: string) => boolean,
  wanted: string,
): Promise<void> {
  const deadline = Date.now() + PATIENCE
  for (;;) {
    const shown = await screenText(page)
    if (holds(shown)) return
    if (Date.now() > deadline) throw new Error(`The screen did not show ${wanted}, but:\n${shown}`)
    await setTimeout(LOOK_EVERY_MS)
  }
}

/** In how many messages a text stands right now; `bubble` selects one message's element. */
export function messagesWith(page: Page | Frame, bubble: string, text: string): Promise<number> {
  return page.$$eval(
    bubble,
    (messages, wanted) => messages.filter(({ textContent }) => textContent.includes(wanted)).length,
    text,
  )
}

/** Clicks what assistive technology calls by this role and name. */
export async function press(page: Page | Frame, role: string, name: string): Promise<void> {
  await page.locator(aria(role, name)).setTimeout(PATIENCE).click()
}

/**
 * Clicks the first of these elements that holds a text, or what `inside` finds in it. As an element, not as a place, and
 * found and clicked in one go: what moves in a list while a pointer is on its way is drawn anew where it goes.
 */
export async function pressHolding(
  page: Page | Frame,
  selector: string,
  text: string,
  inside = '',
): Promise<void> {
  // Not `$$eval`, which finds in one request and does in the next.
  const clicked = () =>
    page.evaluate(
      (wanted, holding, within) => {
        const found = [...document.querySelectorAll(wanted)].find(({ textContent }) =>
          textContent.includes(holding),
        )
        const button = within === '' ? found : found?.querySelector(within)
        if (button instanceof HTMLElement) button.click()
        return button instanceof HTMLElement
      },
      selector,
      text,
      inside,
    )
  const deadline = Date.now() + PATIENCE
  while (!(await clicked())) {
    if (Date.now() > deadline) throw new Error(`Nothing (${selector}) holds ${text}.`)
    await setTimeout(LOOK_EVERY_MS)
  }
}

/** Replaces what stands in a field. */
export async function fill(page: Page, role: string, name: string, text: string): Promise<void> {
  await page.locator(aria(role, name)).setTimeout(PATIENCE).fill(text)
}

export function aria(role: string, name: string): string {
  return `::-p-aria([name="${name}"][role="${role}"])`
}
