import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addTotals, readVitestReport, totalsLine } from './test-totals.ts'

async function reportOf(content: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'baton-totals-')), 'report.json')
  await writeFile(path, content)
  return path
}

test('a report is read into passed, failed and skipped of each file', async () => {
  const path = await reportOf(
    JSON.stringify({
      testResults: [
        {
          name: 'a.test.ts',
          status: 'failed',
          message: '',
          assertionResults: [
            { fullName: 'one thing', status: 'passed' },
            { fullName: 'another', status: 'failed' },
            { fullName: 'a third', status: 'skipped' },
            { fullName: 'a fourth', status: 'todo' },
          ],
        },
        { name: 'b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
      ],
    }),
  )
  expect(await readVitestReport(path)).toEqual([
    { file: 'a.test.ts', passed: 1, failed: 1, skipped: 2, failures: ['a.test.ts: another'] },
    {
      file: 'b.test.ts',
      passed: 0,
      failed: 1,
      skipped: 0,
      failures: ['b.test.ts: no such module'],
    },
  ])
})

test('a missing report is an error', async () => {
  await expect(readVitestReport('no-such-report.json')).rejects.toThrow('no-such-report.json')
})

test('the closing line names skipped tests only where there are some', () => {
  const some = { passed: 3, failed: 0, skipped: 0 }
  expect(totalsLine(some)).toBe('3 passed, 0 failed')
  expect(totalsLine(addTotals(some, { passed: 1, failed: 1, skipped: 2 }))).toBe(
    '4 passed, 1 failed, 2 skipped',
  )
})
