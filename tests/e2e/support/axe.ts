import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'puppeteer-core'
import * as v from 'valibot'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

const violations = v.array(
  v.object({
    id: v.string(),
    help: v.string(),
    nodes: v.array(v.object({ html: v.string(), failureSummary: v.string() })),
  }),
)

/** What axe asks of a page as a whole, which a sheet of many components cannot give. */
export const OF_WHOLE_PAGES = [
  ...['region', 'heading-order', 'page-has-heading-one', 'landmark-one-main', 'landmark-unique'],
  ...['landmark-no-duplicate-main', 'landmark-main-is-top-level', 'landmark-no-duplicate-banner'],
  ...['landmark-banner-is-top-level', 'landmark-complementary-is-top-level'],
]

/** What axe finds wrong with the screen as it is, one line each; empty when nothing. */
export async function axeViolations(
  page: Page,
  without: readonly string[] = [],
): Promise<string[]> {
  // Once a page: half a megabyte of script.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(await readFile(AXE, 'utf8'))
  // Motion ends first, but for what pulses on and on: a colour in the middle of a fade has no contrast to speak of.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
        .map((animation) => animation.finished),
    ),
  )
  const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]))
  const found = v.parse(
    violations,
    await page.evaluate(
      `axe.run({ resultTypes: ['violations'], rules: ${JSON.stringify(rules)} }).then((r) => r.violations)`,
    ),
  )
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n${html}\n${failureSummary}`),
  )
}
