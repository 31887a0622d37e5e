// `npm run faults`: the fault laboratory at the size that docs/guarantees.md names, and the killed browser.
// Takes twelve minutes on two cores. `BATON_FAULTS_SEED` repeats a run.
import { runStep } from './run-step.ts'

const env = { BATON_FAULTS: 'long' }
const files = process.argv.slice(2)
const laboratory = ['run', '--project', 'faults', '--no-file-parallelism', ...files]
const { code } = await runStep('vitest', laboratory, { show: true, env })
const browser =
  files.length > 0
    ? { code: 0 }
    : await runStep('vitest', ['run', '--project', 'e2e', 'browser-killed'], { show: true, env })
process.exitCode = code === 0 ? browser.code : code
