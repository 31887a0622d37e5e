// `npm run check`: the fast inner loop. The four steps share the cores, and what is as it was is not looked at again;
// `npm test` looks at everything.
import { runStep } from './run-step.ts'

const STEPS: Record<string, [command: string, ...args: string[]]> = {
  types: ['vue-tsc', '--noEmit', '--incremental', '--tsBuildInfoFile', '.baton/types.tsbuildinfo'],
  lint: ['eslint', '.', '--max-warnings', '0', '--cache', '--cache-location', '.baton/eslint'],
  format: [
    ...(['prettier', '--check', '.', '--log-level', 'warn'] as const),
    ...['--cache', '--cache-strategy', 'content', '--cache-location', '.baton/prettier'],
  ],
  unit: ['vitest', 'run', '--project', 'unit', '--reporter=dot'],
}

const results = await Promise.all(
  Object.entries(STEPS).map(async ([name, [command, ...args]]) => {
    const { code, output } = await runStep(command, args)
    console.log(`${code === 0 ? '✓' : '✗'} ${name}`)
    if (code !== 0) console.log(output)
    return code
  }),
)
process.exitCode = Math.max(...results)
