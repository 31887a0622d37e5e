import { expect, test } from 'vitest'
import { checkBadge } from './check-badge.ts'

const truth = [
  { id: 'a', state: 'waiting' },
  { id: 'b', state: 'human' },
] as const

test('the number of those who wait is right, any other wrong', () => {
  expect(checkBadge(1, truth)).toBeNull()
  expect(checkBadge(2, truth)).toBe('the badge says 2, but 1 wait: a')
  expect(checkBadge(0, truth)).not.toBeNull()
})
