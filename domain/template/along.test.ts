import { NOTHING_ALONGSIDE } from '@baton/protocol/message.ts'
import { expect, test } from 'vitest'
import { bothAlong, fillFields, isNothing } from './along.ts'

const REFUND = { tags: ['refund'], note: 'Refunded.', then: 'resolve' as const }

test('nothing is nothing, and everything else is something', () => {
  expect(isNothing(NOTHING_ALONGSIDE)).toBe(true)
  expect(isNothing({ ...NOTHING_ALONGSIDE, then: 'hand-back' })).toBe(false)
  expect(isNothing({ ...NOTHING_ALONGSIDE, note: 'x' })).toBe(false)
})

test('two templates do what both do, and the later one says what becomes of the conversation', () => {
  const other = { tags: ['refund', 'vip'], note: 'Called.', then: 'hand-back' as const }
  expect(bothAlong(REFUND, other)).toEqual({
    ...{ tags: ['refund', 'vip'], note: 'Refunded.\n\nCalled.', then: 'hand-back' },
  })
  expect(bothAlong(REFUND, NOTHING_ALONGSIDE)).toEqual(REFUND)
  expect(bothAlong(REFUND, REFUND)).toEqual(REFUND)
})

test('a note is filled with what was filled in, and only its fields are', () => {
  const values = new Map([['amount', '400']])
  expect(fillFields('Sent {{?amount}} for {{?order}}, {{agent.name}}.', values)).toBe(
    'Sent 400 for {{?order}}, {{agent.name}}.',
  )
})
