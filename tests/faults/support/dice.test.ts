import { expect, test } from 'vitest'
import { diceOf } from '../../support/dice.ts'

const throws = (seed: number) => {
  const dice = diceOf(seed)
  return Array.from({ length: 50 }, () => dice.between(1, 6))
}

test('the same seed throws the same', () => {
  expect(throws(7)).toEqual(throws(7))
  expect(throws(7)).not.toEqual(throws(8))
})

test('every side comes up, and no other number', () => {
  expect([...new Set(throws(1))].sort()).toEqual([1, 2, 3, 4, 5, 6])
})
