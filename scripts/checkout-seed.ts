import { runStep } from './run-step.ts'

/** Where there is no repository, as in a downloaded archive. */
const SEED_WITHOUT_REPOSITORY = 20_260_000

/**
 * A number of 31 bits that belongs to the files of the last commit: the same in each clone of it. What is not committed
 * does not change it.
 */
export async function checkoutSeed(): Promise<number> {
  const { code, output } = await runStep('git', ['rev-parse', 'HEAD^{tree}']).catch(() => ({
    code: 1,
    output: '',
  }))
  const tree = /^[0-9a-f]{8}/.exec(output)?.[0]
  return code === 0 && tree !== undefined
    ? Number.parseInt(tree, 16) % 2 ** 31
    : SEED_WITHOUT_REPOSITORY
}
