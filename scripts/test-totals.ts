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
  testResults: v.array(
    v.object({
      name: v.string(),
      status: v.string(),
      message: v.string(),
      assertionResults: v.array(v.object({ fullName: v.string(), status: v.string() })),
    }),
  ),
})

/** What became of one test file, with what failed in it by name. */
export interface FileTotals extends Totals {
  file: string
  failures: string[]
}

/** Reads a Vitest report, file by file. A file that could not be loaded counts as a failure though no test failed. */
export async function readVitestReport(path: string): Promise<FileTotals[]> {
  const report = v.parse(vitestReport, JSON.parse(await readFile(path, 'utf8')))
  return report.testResults.map(({ name: file, status, message, assertionResults }) => {
    const count = (...of: string[]) =>
      assertionResults.filter((test) => of.includes(test.status)).length
    const failures = assertionResults
      .filter((test) => test.status === 'failed')
      .map(({ fullName }) => `${file}: ${fullName}`)
    if (status === 'failed' && failures.length === 0) failures.push(`${file}: ${message}`)
    return {
      file,
      passed: count('passed'),
      failed: failures.length,
      skipped: count('pending', 'skipped', 'todo'),
      failures,
    }
  })
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
