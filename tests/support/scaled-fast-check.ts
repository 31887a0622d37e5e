// A name exported here comes before the same name of the package.
import fc from 'fast-check'
import { LONG } from '../faults/support/sizes.ts'
import { SEED } from './seed.ts'

// Left to itself, fast-check makes lists of about ten where a test allows sixty.
fc.configureGlobal({ seed: SEED, defaultSizeToMaxWhenMaxSpecified: true })

/** How many times the cases a test asks for are tried: ten in `npm run faults`, which has the machine for itself. */
export const CASES = LONG ? 10 : 1

/** Cases of a test that names no number, as fast-check has it. */
const DEFAULT_RUNS = 100

export * from 'fast-check'

/** As of fast-check, with `CASES` times the cases. A failure prints the seed that repeats it. */
export function assert<Ts>(
  property: fc.IAsyncProperty<Ts>,
  params?: fc.Parameters<Ts>,
): Promise<void>
export function assert<Ts>(property: fc.IProperty<Ts>, params?: fc.Parameters<Ts>): void
export function assert<Ts>(
  property: fc.IAsyncProperty<Ts> | fc.IProperty<Ts>,
  params: fc.Parameters<Ts> = {},
): Promise<void> | void {
  const asked = params.numRuns ?? DEFAULT_RUNS
  return fc.assert(property, { ...params, numRuns: asked * CASES })
}
