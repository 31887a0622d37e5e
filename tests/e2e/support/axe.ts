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

/** What axe finds wrong with the screen as it is, one line each; empty when nothing. */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(AXE, 'utf8'))
  // Motion ends first: a colour in the middle of a fade has no contrast to speak of.
  await page.evaluate(() =>
    Promise.allSettled(document.getAnimations().map((animation) => animation.finished)),
  )
  const found = v.parse(violations, await page.evaluate('axe.run().then((r) => r.violations)'))
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n${html}\n${failureSummary}`),
  )
}
