// @vitest-environment node
import { expect, test } from 'vitest'
import { fc } from '../../../tests/support/property.ts'
import type { Talk } from './talk.ts'
import { capHandoff } from '../../ai/turns/cap-handoff.ts'
import { capTurn, lettersOf, MESSAGE_LETTERS_MAX, TURN_LETTERS_MAX } from './cap-turn.ts'

const message = fc.record({
  from: fc.constantFrom('customer' as const, 'ai' as const, 'agent' as const),
  text: fc.oneof(
    fc.string({ maxLength: 50 }),
    fc.integer({ min: 0, max: 8_000 }).map((length) => 'x'.repeat(length)),
  ),
  files: fc.array(fc.string({ maxLength: 20 }), { maxLength: 30 }),
})
const turn: fc.Arbitrary<Talk> = fc.record({
  messages: fc.array(message, { maxLength: 40 }),
  note: fc.option(fc.string({ maxLength: 9_000, size: 'max' })),
})

test('whatever a conversation holds, a maker is handed so much and no more, and always the newest', () => {
  fc.assert(
    fc.property(turn, (whole) => {
      const capped = capTurn(whole)
      expect(lettersOf({ ...capped, note: null })).toBeLessThanOrEqual(TURN_LETTERS_MAX)
      expect(capped.note?.length ?? 0).toBeLessThanOrEqual(2_000)
      const kept = whole.messages.slice(whole.messages.length - capped.messages.length)
      for (const [n, { from, text, files = [] }] of capped.messages.entries()) {
        expect(text.length).toBeLessThanOrEqual(MESSAGE_LETTERS_MAX)
        expect(files.length).toBeLessThanOrEqual(10)
        expect(from).toBe(kept[n]?.from)
        expect(kept[n]?.text.startsWith(text.slice(0, 1))).toBe(true)
      }
      if (whole.messages.length > 0) expect(capped.messages.length).toBeGreaterThan(0)
    }),
  )
})

test('what fits is told as it is', () => {
  const whole: Talk = {
    note: 'Be kind.',
    messages: [
      { from: 'customer', text: 'Hello' },
      { from: 'ai', text: 'Hi' },
    ],
  }
  expect(capTurn(whole)).toEqual(whole)
})

test('of a long message its beginning and its end are told', () => {
  const text = `Hello. ${'x'.repeat(8_000)} Where is my parcel?`
  const whole: Talk = {
    note: null,
    messages: [{ from: 'customer', text }],
  }
  const [told] = capTurn(whole).messages
  expect(told?.text).toMatch(/^Hello\. x+ \[…\] x+ Where is my parcel\?$/)
})

test('a card of a maker is cut to what everybody can read', () => {
  const card = capHandoff({
    reason: 'unsure',
    summary: 'x'.repeat(50_000),
    tried: Array.from({ length: 500 }, () => 'y'.repeat(5_000)),
  })
  expect(card.summary).toHaveLength(1_000)
  expect(card.tried.map(({ length }) => length)).toEqual(Array.from({ length: 10 }, () => 500))
})
