// @vitest-environment node
import { expect, test } from 'vitest'
import type { Turn } from '../reply-maker.ts'
import { answerFrom } from './answer-from.ts'
import { handoffCard } from './handoff-card.ts'

const REFUNDS = answerFrom({
  ...{ id: 'refunds#1', article: 'Refunds', tags: '', heading: 'How long', also: '' },
  text: 'Refunds take 5 days.',
})

function card(...lines: [from: 'customer' | 'ai', text: string][]) {
  const messages = lines.map(([from, text]) => ({ from, text }))
  const turn: Turn = { conversationId: 'c', customerName: 'Ana', note: null, messages }
  return handoffCard(turn, 'customer-asked')
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
