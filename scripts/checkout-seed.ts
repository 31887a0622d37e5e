import { createHash } from 'node:crypto'
import { runStep } from './run-step.ts'

/** Where there is no repository, as in a downloaded archive. */
const SEED_WITHOUT_REPOSITORY = 20_260_000

/**
 * A number of 31 bits that belongs to the files of the last commit, documents aside: the same in each clone of it. What is
 * not committed does not change it.
 */
export async function checkoutSeed(): Promise<number> {
  const { code, output } = await runStep('git', ['ls-tree', '-r', 'HEAD']).catch(() => ({
    code: 1,
    output: '',
  }))
  const files = output
    .split('\n')
    .filter((line) => /^\d{6} blob /.test(line) && !line.endsWith('.md'))
  if (code !== 0 || files.length === 0) return SEED_WITHOUT_REPOSITORY
  return createHash('sha256').update(files.join('\n')).digest().readUInt32BE() % 2 ** 31
}
