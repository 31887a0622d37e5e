import { onTestFailed } from 'vitest'
import { diceOf, type Dice } from '../../support/dice.ts'
import { SEED } from '../../support/seed.ts'

/** Chance for the running test: its seed is printed when the test fails. */
export function testDice(): Dice {
  onTestFailed(() => {
    console.error(`To repeat this run: BATON_SEED=${SEED}`)
  })
  return diceOf(SEED)
}
