// `npm test`: everything, one step after the other, ending with the totals. A step that fails does not stop
// the ones after it, so that one run tells all there is to mend.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkoutSeed } from './checkout-seed.ts'
import { ENVIRONMENTS } from './environments.ts'
import { runStep } from './run-step.ts'
import { testOnceMore } from './once-more.ts'
import {
  addTotals,
  readVitestReport,
  totalsLine,
  type FileTotals,
  type Totals,
} from './test-totals.ts'

/** What failed, by step and name: told at the end, where a long run is read from. */
const failures: string[] = []
/** What failed, and passed when it was tried once more. */
const unsteady: string[] = []
const seed = process.env['BATON_SEED'] ?? String(await checkoutSeed())
console.log(`Random tests start from BATON_SEED=${seed}.`)
const reports = await mkdtemp(join(tmpdir(), 'baton-test-'))
let totals: Totals = { passed: 0, failed: 0, skipped: 0 }

// What comes from the network costs time and hardly a core. Lint has a core to do with for as long as the others together.
await Promise.all([
  check('programs', 'node', ['scripts/setup.mjs', '--browsers', '--postgres', '--proxies']),
  check('lint', 'eslint', ['.', '--max-warnings', '0']),
  check('types', 'vue-tsc', ['--noEmit'])
    .then(typesOfEnvironments)
    .then(() => check('unused code', 'knip', ['--no-progress', '--no-config-hints']))
    .then(() => check('format', 'prettier', ['--check', '.', '--log-level', 'warn']))
    .then(() => vitest('unit'))
    .then(build),
])
await vitest('acceptance', { again: true })
await vitest('faults', { again: true })
await vitest('e2e', { again: true })

await rm(reports, { recursive: true })
for (const test of unsteady) console.log(`⚠ unsteady, passed when tried once more: ${test}`)
for (const failure of failures) console.log(`✗ ${failure}`)
console.log(totalsLine(totals))
process.exitCode = totals.failed === 0 ? 0 : 1

async function typesOfEnvironments(): Promise<void> {
  for (const name of ENVIRONMENTS) {
    await check(`types of ${name}`, 'vue-tsc', ['--noEmit', '-p', `tsconfig.${name}.json`])
  }
}

/** What users get, for each browser. */
async function build(): Promise<void> {
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
}

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

/** `again` is for tests with real servers and browsers, which a busy machine can upset; see `testOnceMore`. */
async function vitest(project: string, { again = false } = {}): Promise<void> {
  console.log(`▶ ${project}`)
  const run = async (files: readonly string[]) => {
    const report = join(reports, `${project}.json`)
    await rm(report, { force: true })
    const { code } = await runStep(
      'vitest',
      [
        ...['run', '--project', project, '--reporter=default', '--reporter=json'],
        `--outputFile.json=${report}`,
        ...files,
      ],
      { show: true, env: { BATON_SEED: seed } },
    )
    return withOutside(code, await readVitestReport(report).catch(() => []))
  }
  const first = await run([])
  const { results, passedThen } = again
    ? await testOnceMore(first, run)
    : { results: first, passedThen: [] }
  unsteady.push(...passedThen.map((name) => `${project} ${name}`))
  for (const file of results) {
    failures.push(...file.failures.map((failure) => `${project} ${failure}`))
    totals = addTotals(totals, file)
  }
}

/** An error outside of any test fails a run without failing a test: it stands beside the files then. */
function withOutside(code: number, results: FileTotals[]): FileTotals[] {
  if (code === 0 || results.some((file) => file.failed > 0)) return results
  const failures = ['an error outside of any test, or no report: see above']
  return [...results, { file: '', passed: 0, failed: 1, skipped: 0, failures }]
}
