import type { FileTotals } from './test-totals.ts'

/** More files than these do not fail by chance. */
const MOST_BY_CHANCE = 8

/** The last results of each file, and the names of what failed at first only. */
export interface OnceMore {
  results: FileTotals[]
  passedThen: string[]
}

/**
 * Tries the files that failed once more, alone. A real server and a real browser on a machine that does much else now
 * and then miss what they wait for, and one of thousands would refuse every change. What passes then is told by name, to
 * be looked into: its seed was the same, so that only time can have made the difference. What fails twice has failed.
 */
export async function testOnceMore(
  first: readonly FileTotals[],
  run: (files: readonly string[]) => Promise<FileTotals[]>,
): Promise<OnceMore> {
  const failed = first.filter((result) => result.failed > 0)
  // A failure outside of any file has no name to be tried by.
  const isByChance = failed.every(({ file }) => file !== '') && failed.length <= MOST_BY_CHANCE
  if (failed.length === 0 || !isByChance) return { results: [...first], passedThen: [] }
  const second = await run(failed.map(({ file }) => file))
  const isSecond = new Set(second.map(({ file }) => file))
  const still = new Set(second.flatMap(({ failures }) => failures))
  return {
    results: [...first.filter(({ file }) => !isSecond.has(file)), ...second],
    passedThen: failed
      .filter(({ file }) => isSecond.has(file))
      .flatMap(({ failures }) => failures)
      .filter((failure) => !still.has(failure)),
  }
}
