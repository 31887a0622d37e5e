import { setTimeout } from 'node:timers/promises'
import type { Page } from 'puppeteer-core'
import * as v from 'valibot'

/** Milliseconds between two looks whether it is done. */
const LOOK_EVERY_MS = 250

const outcome = v.union([v.object({ is: v.unknown() }), v.object({ failed: v.string() })])

/** What an expression comes to in a page, however long it takes: a single evaluation is given up after minutes. */
export async function runInPage(page: Page, expression: string): Promise<unknown> {
  await page.evaluate(`
    globalThis.outcome = null
    Promise.resolve(${expression}).then(
      (is) => (globalThis.outcome = { is }),
      (error) => (globalThis.outcome = { failed: String(error) }),
    )
    0`)
  for (;;) {
    const now: unknown = await page.evaluate('globalThis.outcome')
    if (now !== null) {
      const done = v.parse(outcome, now)
      if ('failed' in done) throw new Error(done.failed)
      return done.is
    }
    await setTimeout(LOOK_EVERY_MS)
  }
}
