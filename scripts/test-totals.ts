import { readFile } from 'node:fs/promises'
import * as v from 'valibot'

/** How many tests ended how. */
export interface Totals {
  passed: number
  failed: number
  skipped: number
}

/** What is read of the report that Vitest's `json` reporter writes. */
const vitestReport = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
  numTodoTests: v.number(),
  /** False also when a file could not be loaded, which counts no test as failed. */
  success: v.boolean(),
})

/** Reads a Vitest report; a missing or broken one counts as one failure. */
export async function readVitestTotals(path: string): Promise<Totals> {
  let report
  try {
    report = v.parse(vitestReport, JSON.parse(await readFile(path, 'utf8')))
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
  return {
    passed: report.numPassedTests,
    failed: report.success ? report.numFailedTests : Math.max(1, report.numFailedTests),
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

export function addTotals(a: Totals, b: Totals): Totals {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  }
}

/** The closing line of a test run, alone on its line. */
export function totalsLine({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
