// `npm test`: everything, one step after the other, ending with the totals. A step that fails does not stop
// the ones after it, so that one run tells all there is to mend.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runStep } from './run-step.ts'
import { addTotals, readVitestTotals, totalsLine, type Totals } from './test-totals.ts'

const reports = await mkdtemp(join(tmpdir(), 'baton-test-'))
let totals: Totals = { passed: 0, failed: 0, skipped: 0 }

await check('format', 'prettier', ['--check', '.', '--log-level', 'warn'])
await check('lint', 'eslint', ['.', '--max-warnings', '0'])
await check('types', 'vue-tsc', ['--noEmit'])
await vitest('unit')
await vitest('acceptance')
await vitest('faults')
await check('build the customer page', 'npm', ['run', '-s', 'build', '-w', 'customer'])
await check('build for Chrome', 'wxt', ['build'])
await check('build for Firefox', 'wxt', ['build', '-b', 'firefox'])
await check('build for Firefox, manifest version 3', 'wxt', ['build', '-b', 'firefox', '--mv3'])
await check('add-on lint', 'web-ext', [
  'lint',
  '--self-hosted',
  '--source-dir',
  '.output/firefox-mv2',
])
await vitest('e2e')

await rm(reports, { recursive: true })
console.log(totalsLine(totals))
process.exitCode = totals.failed === 0 ? 0 : 1

/** A step that passes or fails as a whole; counts as one test. */
async function check(name: string, command: string, args: string[]): Promise<void> {
  const started = Date.now()
  const { code, output } = await runStep(command, args)
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`)
  if (code !== 0) console.log(output)
  totals = addTotals(totals, {
    passed: code === 0 ? 1 : 0,
    failed: code === 0 ? 0 : 1,
    skipped: 0,
  })
}

async function vitest(project: string): Promise<void> {
  console.log(`▶ ${project}`)
  const report = join(reports, `${project}.json`)
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json']
  const { code } = await runStep('vitest', [...args, `--outputFile.json=${report}`], { show: true })
  const read = await readVitestTotals(report)
  // An error outside of any test fails the run without failing a test.
  totals = addTotals(totals, code !== 0 && read.failed === 0 ? { ...read, failed: 1 } : read)
}
