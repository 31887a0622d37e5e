// @vitest-environment node
import { expect, test } from 'vitest'
import { fc } from '../../../tests/support/property.ts'
import { aiWordsFor } from '../../conversations/handoff/ai-words.ts'
import type { Turn } from '../turn.ts'
import { capHandoff } from './cap-handoff.ts'
import {
  capTurn,
  CONTEXT_LETTERS_MAX,
  lettersOf,
  MESSAGE_LETTERS_MAX,
  TURN_LETTERS_MAX,
} from './cap-turn.ts'

const EMPTY: Turn = {
  teamId: 'nusa',
  conversationId: 'c1',
  customerName: null,
  language: null,
  context: {},
  words: aiWordsFor({}, null),
  messages: [],
  note: null,
}

const message = fc.record({
  from: fc.constantFrom('customer' as const, 'ai' as const, 'agent' as const),
  text: fc.oneof(
    fc.string({ maxLength: 50 }),
    fc.integer({ min: 0, max: 8_000 }).map((length) => 'x'.repeat(length)),
  ),
  files: fc.array(
    fc.integer({ min: 1, max: 200 }).map((length) => 'f'.repeat(length)),
    { maxLength: 30 },
  ),
})
const entry = fc.tuple(
  fc.string({ minLength: 1, maxLength: 60 }),
  fc.integer({ min: 0, max: 500 }).map((length) => 'v'.repeat(length)),
)
const turn: fc.Arbitrary<Turn> = fc.record({
  teamId: fc.constant(EMPTY.teamId),
  conversationId: fc.constant(EMPTY.conversationId),
  language: fc.constant(null),
  words: fc.constant(EMPTY.words),
  customerName: fc.option(fc.string({ maxLength: 300, size: 'max' })),
  context: fc.array(entry, { maxLength: 30, size: 'max' }).map((all) => Object.fromEntries(all)),
  messages: fc.array(message, { maxLength: 40 }),
  note: fc.option(fc.string({ maxLength: 9_000, size: 'max' })),
})

/** Letters of all texts in a value, at any depth. */
function lettersIn(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 0
  return Object.values(value).reduce((sum: number, one: unknown) => sum + lettersIn(one), 0)
}

test('whatever a conversation holds, a maker is handed so much and no more, and always the newest', () => {
  fc.assert(
    fc.property(turn, (whole) => {
      const capped = capTurn(whole)
      const { messages, context, note, customerName } = capped
      expect(lettersOf({ ...EMPTY, messages })).toBeLessThanOrEqual(TURN_LETTERS_MAX)
      expect(lettersOf({ ...EMPTY, context })).toBeLessThanOrEqual(CONTEXT_LETTERS_MAX)
      expect(lettersOf({ ...EMPTY, customerName })).toBeLessThanOrEqual(120)
      // Whatever text a maker is handed counts, but for the team's own.
      expect(lettersOf(capped)).toBe(
        lettersIn({ messages: messages.map(({ text, files }) => ({ text, files })) }) +
          lettersIn({ note, customerName }) +
          lettersIn(Object.entries(context)),
      )
      expect(whole.context).toMatchObject(context)
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
  const whole: Turn = {
    ...EMPTY,
    customerName: 'Ana',
    context: { plan: 'Pro' },
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
  const whole: Turn = { ...EMPTY, messages: [{ from: 'customer', text }] }
  const [told] = capTurn(whole).messages
  expect(told?.text).toMatch(/^Hello\. x+ \[…\] x+ Where is my parcel\?$/)
})

test('where hardly any room is left, no more is told than there is room for', () => {
  const full = Array.from({ length: 5 }, () => 'x'.repeat(MESSAGE_LETTERS_MAX))
  const lasts = ['y'.repeat(100), ...full, 'z'.repeat(MESSAGE_LETTERS_MAX - 6)]
  const whole: Turn = { ...EMPTY, messages: lasts.map((text) => ({ from: 'customer', text })) }
  expect(lettersOf(capTurn(whole))).toBeLessThanOrEqual(TURN_LETTERS_MAX)
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
