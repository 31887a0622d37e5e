// `npm run faults`: the fault laboratory at the size that docs/guarantees.md names, the killed browser, words typed after
// any click, and every property test with ten times the cases. Takes an hour on two cores. `BATON_SEED` repeats a
// run of the laboratory, and of the words.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, runStep } from './run-step.ts'

const env = { BATON_FAULTS: 'long' }
const files = process.argv.slice(2)

const steps =
  files.length > 0
    ? [['--project', 'faults', '--project', 'unit', '--no-file-parallelism', ...files]]
    : [
        ['--project', 'faults', '--no-file-parallelism'],
        ['--project', 'e2e', 'browser-killed', 'typed-words'],
        ['--project', 'unit', ...propertyTests()],
      ]
for (const step of steps) {
  const { code } = await runStep('vitest', ['run', ...step], { show: true, env })
  if (code !== 0) process.exitCode = code
}

/** The unit tests that are tried with random cases, which they take from one place. */
function propertyTests(): string[] {
  return readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter(
    (path) =>
      path.endsWith('.test.ts') &&
      !path.includes('node_modules') &&
      readFileSync(join(ROOT, path), 'utf8').includes('tests/support/property.ts'),
  )
}
