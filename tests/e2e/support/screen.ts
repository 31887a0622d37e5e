import type { Page } from 'puppeteer-core'
import { expect } from 'vitest'

/** How long a person would wait before saying that nothing happens, in ms; two cores share three browsers. */
export const PATIENCE = 20_000

/** The text that is on the screen, as a person reads it. */
export function screenText(page: Page): Promise<string> {
  return page.$eval('body', (body) => body.innerText)
}

/** Waits until a text is on the screen; fails with what was there instead. */
export async function sees(page: Page, text: string | RegExp): Promise<void> {
  const shown = expect.poll(() => screenText(page), { timeout: PATIENCE, interval: 50 })
  await (typeof text === 'string' ? shown.toContain(text) : shown.toMatch(text))
}

/** Waits until a text is no longer on the screen. */
export async function seesNoMore(page: Page, text: string): Promise<void> {
  await expect.poll(() => screenText(page), { timeout: PATIENCE, interval: 50 }).not.toContain(text)
}

/** How often a text is on the screen right now. */
export async function timesSeen(page: Page, text: string): Promise<number> {
  return (await screenText(page)).split(text).length - 1
}

/** Clicks what assistive technology calls by this role and name. */
export async function press(page: Page, role: string, name: string): Promise<void> {
  await page.locator(aria(role, name)).setTimeout(PATIENCE).click()
}

/** Replaces what stands in a field. */
export async function fill(page: Page, role: string, name: string, text: string): Promise<void> {
  await page.locator(aria(role, name)).setTimeout(PATIENCE).fill(text)
}

export function aria(role: string, name: string): string {
  return `::-p-aria([name="${name}"][role="${role}"])`
}
