import { expect, test } from 'vitest'
import { unreadCount } from './unread.ts'

test('unread is what the customer wrote since the mark, where it concerns the agent', () => {
  const mine = { state: 'human', ownerId: 'me', customerCount: 5 } as const
  expect(unreadCount(mine, { customerCount: 3 }, 'me')).toBe(2)
  expect(unreadCount(mine, undefined, 'me')).toBe(5)
  expect(unreadCount(mine, { customerCount: 9 }, 'me')).toBe(0)
  expect(unreadCount(mine, undefined, 'sari')).toBe(0)
  expect(unreadCount({ ...mine, state: 'ai', ownerId: null }, undefined, 'me')).toBe(0)
})
