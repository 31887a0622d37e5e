// `npm test`: everything, one step after the other, ending with the totals. A step that fails does not stop
// the ones after it, so that one run tells all there is to mend.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runStep } from './run-step.ts'
import { addTotals, readVitestTotals, totalsLine, type Totals } from './test-totals.ts'

/** What failed, by step and name: told at the end, where a long run is read from. */
const failures: string[] = []
const reports = await mkdtemp(join(tmpdir(), 'baton-test-'))
let totals: Totals = { passed: 0, failed: 0, skipped: 0 }

// Lint has one core to do with for as long as the others together.
await Promise.all([
  check('lint', 'eslint', ['.', '--max-warnings', '0']),
  check('types', 'vue-tsc', ['--noEmit'])
    .then(() => check('format', 'prettier', ['--check', '.', '--log-level', 'warn']))
    .then(() => vitest('unit')),
])
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
for (const failure of failures) console.log(`✗ ${failure}`)
console.log(totalsLine(totals))
process.exitCode = totals.failed === 0 ? 0 : 1

/** A step that passes or fails as a whole; counts as one test. */
async function check(name: string, command: string, args: string[]): Promise<void> {
  const started = Date.now()
  const { code, output } = await runStep(command, args)
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`)
  if (code !== 0) {
    console.log(output)
    failures.push(name)
  }
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
  failures.push(...read.failures.map((failure) => `${project} ${failure}`))
  // An error outside of any test fails the run without failing a test.
  const isOutside = code !== 0 && read.failed === 0
  if (isOutside) failures.push(`${project}: an error outside of any test, see above`)
  totals = addTotals(totals, isOutside ? { ...read, failed: 1 } : read)
}
