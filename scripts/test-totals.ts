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
  testResults: v.array(
    v.object({
      name: v.string(),
      status: v.string(),
      message: v.string(),
      assertionResults: v.array(v.object({ fullName: v.string(), status: v.string() })),
    }),
  ),
})

/** Totals, and what failed by name. */
export interface VitestTotals extends Totals {
  failures: string[]
}

/** Reads a Vitest report; a missing or broken one counts as one failure. */
export async function readVitestTotals(path: string): Promise<VitestTotals> {
  let report
  try {
    report = v.parse(vitestReport, JSON.parse(await readFile(path, 'utf8')))
  } catch {
    return { passed: 0, failed: 1, skipped: 0, failures: ['its report cannot be read'] }
  }
  return {
    passed: report.numPassedTests,
    failed: report.success ? report.numFailedTests : Math.max(1, report.numFailedTests),
    skipped: report.numPendingTests + report.numTodoTests,
    failures: report.testResults.flatMap(({ name, status, message, assertionResults }) => {
      const tests = assertionResults.filter((test) => test.status === 'failed')
      if (tests.length > 0) return tests.map(({ fullName }) => `${name}: ${fullName}`)
      return status === 'failed' ? [`${name}: ${message}`] : []
    }),
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
