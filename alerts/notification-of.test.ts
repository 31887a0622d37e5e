// @vitest-environment node
import type { Handoff } from '@baton/protocol/conversation.ts'
import { expect, test } from 'vitest'
import { aConversation } from '../db/testing/builders.ts'
import { notificationOf } from './notification-of.ts'
import { alertWords } from './words.ts'

const CARD: Handoff = { reason: 'unsure', summary: 'Wants a refund', tried: [] }

/** What the notification of somebody who waits says below its title. */
function said(card: Partial<Handoff>, showText = true) {
  const conversation = aConversation(1, { state: 'waiting', handoff: { ...CARD, ...card } })
  const event = { kind: 'waiting' as const, conversation, mark: 1, count: 1, text: '' }
  return notificationOf(event, alertWords('en'), showText).message
}

test('an urgent card says so first, and what is still open last', () => {
  expect(said({ urgency: 'high', openQuestion: 'Is it packed?' })).toBe(
    'Urgent. The AI was not sure. Wants a refund. Is it packed?',
  )
})

test('the reason is told in the words of the bot, or by its exact cause', () => {
  expect(said({ cause: 'upset' })).toBe('The customer is upset. Wants a refund')
  expect(said({ reasonText: 'Wants another colour' })).toBe('Wants another colour. Wants a refund')
})

test('where words are hidden, only the reason of the list is told', () => {
  const own = { cause: 'other' as const, reasonText: 'Wants another colour', openQuestion: 'When?' }
  expect(said(own, false)).toBe('A human is asked for')
})
