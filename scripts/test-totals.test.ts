import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addTotals, readVitestTotals, totalsLine } from './test-totals.ts'

async function reportOf(content: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'baton-totals-')), 'report.json')
  await writeFile(path, content)
  return path
}

test('a report is read into passed, failed and skipped', async () => {
  const path = await reportOf(
    JSON.stringify({
      numPassedTests: 5,
      numFailedTests: 2,
      numPendingTests: 1,
      numTodoTests: 1,
      success: false,
      testResults: [
        {
          name: 'a.test.ts',
          status: 'failed',
          message: '',
          assertionResults: [
            { fullName: 'one thing', status: 'passed' },
            { fullName: 'another', status: 'failed' },
          ],
        },
        { name: 'b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
      ],
    }),
  )
  expect(await readVitestTotals(path)).toEqual({
    passed: 5,
    failed: 2,
    skipped: 2,
    failures: ['a.test.ts: another', 'b.test.ts: no such module'],
  })
})

test('a file that could not be loaded counts as a failure though no test failed', async () => {
  const path = await reportOf(
    JSON.stringify({
      numPassedTests: 5,
      numFailedTests: 0,
      numPendingTests: 0,
      numTodoTests: 0,
      success: false,
      testResults: [],
    }),
  )
  expect((await readVitestTotals(path)).failed).toBe(1)
})

test('a missing report counts as a failure', async () => {
  expect(await readVitestTotals('no-such-report.json')).toEqual({
    passed: 0,
    failed: 1,
    skipped: 0,
    failures: ['its report cannot be read'],
  })
})

test('the closing line names skipped tests only where there are some', () => {
  const some = { passed: 3, failed: 0, skipped: 0 }
  expect(totalsLine(some)).toBe('3 passed, 0 failed')
  expect(totalsLine(addTotals(some, { passed: 1, failed: 1, skipped: 2 }))).toBe(
    '4 passed, 1 failed, 2 skipped',
  )
})
