// `npm run check`: the fast inner loop. The steps share the cores, and what is as it was since the last commit is not
// looked at again; `npm test` looks at everything.
import { ENVIRONMENTS } from './environments.ts'
import { runStep } from './run-step.ts'

const UNIT = ['vitest', 'run', '--project', 'unit', '--reporter=dot'] as const

const STEPS: Record<string, [command: string, ...args: string[]]> = {
  types: ['vue-tsc', '--noEmit', '--incremental', '--tsBuildInfoFile', '.baton/types.tsbuildinfo'],
  ...Object.fromEntries(
    ENVIRONMENTS.map((name) => [
      `types of ${name}`,
      [
        ...(['vue-tsc', '--noEmit', '-p', `tsconfig.${name}.json`] as const),
        ...['--incremental', '--tsBuildInfoFile', `.baton/types-${name}.tsbuildinfo`],
      ] as const,
    ]),
  ),
  'unused code': ['knip', '--no-progress', '--no-config-hints'],
  lint: [
    ...(['eslint', '.', '--max-warnings', '0'] as const),
    ...['--cache', '--cache-strategy', 'content', '--cache-location', '.baton/eslint'],
  ],
  format: [
    ...(['prettier', '--check', '.', '--log-level', 'warn'] as const),
    ...['--cache', '--cache-strategy', 'content', '--cache-location', '.baton/prettier'],
  ],
  // Of the tests those that a change reaches by what they import, and those that read the checkout by themselves.
  unit: [...UNIT, '--changed', '--passWithNoTests'],
  checkout: [...UNIT, 'tests/architecture', 'protocol/version.test.ts'],
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
