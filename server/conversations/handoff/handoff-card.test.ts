// @vitest-environment node
import { expect, test } from 'vitest'
import { answerFrom } from '../../ai/makers/answer-from.ts'
import { aiWordsFor, DEFAULT_AI_WORDS } from './ai-words.ts'
import { handoffCard } from './handoff-card.ts'

const WORDS = aiWordsFor({}, 'en')

const REFUNDS = answerFrom(
  {
    id: 'refunds#1',
    article: 'Refunds',
    tags: '',
    heading: 'How long',
    also: '',
    text: 'Refunds take 5 days.',
  },
  WORDS,
)
const AT_LENGTH = answerFrom(
  {
    id: 'parcels#1',
    article: 'Parcels',
    tags: '',
    heading: 'Where',
    also: '',
    text: 'It is on its way. '.repeat(60),
  },
  WORDS,
)

function card(...lines: [from: 'customer' | 'ai', text: string][]) {
  const messages = lines.map(([from, text]) => ({ from, text }))
  return handoffCard({ messages, note: null }, 'customer-asked')
}

test('the card tells the last question and what was looked up for it, not the answer itself', () => {
  const { summary, tried } = card(
    ['customer', 'Hi'],
    ['ai', 'Hello!'],
    ['customer', 'How long does a refund take?'],
    ['ai', REFUNDS],
    ['customer', 'I want to talk to a human'],
  )
  expect(summary).toBe('How long does a refund take?')
  expect(tried).toEqual(['AI looked up “Refunds” for “How long does a refund take?”'])
})

test('a short follow-up is told with the question before it', () => {
  const { summary } = card(
    ['customer', 'How long does a refund take?'],
    ['ai', REFUNDS],
    ['customer', 'and by post?'],
  )
  expect(summary).toBe('How long does a refund take? – and by post?')
})

test('somebody who only greeted and asked for a human has not said what it is about', () => {
  const asked = card(['customer', 'Hello'], ['ai', 'Hello!'], ['customer', 'human please'])
  expect(asked.summary).toBe('The customer has not said yet what it is about.')
  expect(asked.tried).toEqual([])
})

test('a card is made from the beginnings of the newest messages, however much was written', () => {
  const answered = Array.from({ length: 40 }, (_, n): ['customer' | 'ai', string][] => [
    ['customer', `Where is parcel number ${n}?`],
    ['ai', AT_LENGTH],
  ]).flat()
  const long = `How long does a refund take? ${'I want a refund. '.repeat(1_500)}`
  const { summary, tried } = card(...answered, ['customer', long])
  expect(summary).toBe(`${long.slice(0, 199).trimEnd()}…`)
  expect(tried).toHaveLength(5)
  expect(tried.at(-1)).toBe('AI looked up “Parcels” for “Where is parcel number 39?”')
  expect(card(...answered, ['customer', long.slice(0, 400)])).toEqual({
    reason: 'customer-asked',
    summary,
    tried,
  })
})

test.each(Object.entries(DEFAULT_AI_WORDS))(
  'the article is known whatever language (%s) it was named in',
  (_language, words) => {
    const section = { id: 'pin#1', article: 'Your PIN', tags: '', heading: 'PIN', also: '' }
    const text = answerFrom({ ...section, text: 'Use the *app*.' }, words)
    const { tried } = card(['customer', 'How do I change my PIN?'], ['ai', text])
    expect(tried).toEqual(['AI looked up “Your PIN” for “How do I change my PIN?”'])
  },
)
