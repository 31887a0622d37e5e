// @vitest-environment happy-dom
import type { CustomerAuthor, CustomerMessage } from '@baton/protocol/customer.ts'
import { expect, test } from 'vitest'
import { newChatState } from '../store/chat-state.ts'
import { isThinking, itemsOf } from './items.ts'

const NOON = new Date(2026, 10, 23, 12).getTime()
const DAY = 86_400_000

function message(seq: number, author: CustomerAuthor, at = NOON): CustomerMessage {
  return {
    id: `m${seq}`,
    seq,
    previousSeq: seq - 1,
    author,
    text: `text ${seq}`,
    attachments: [],
    at,
  }
}

const customer: CustomerAuthor = { kind: 'customer' }
const ai: CustomerAuthor = { kind: 'ai' }
const rina: CustomerAuthor = { kind: 'agent', name: 'Rina' }

test('whoever begins to speak is named once', () => {
  const state = newChatState()
  state.messages = [message(1, customer), message(2, ai), message(3, ai), message(4, rina)]
  const names = itemsOf(state).flatMap((item) => (item.kind === 'bubble' ? [item.name] : []))
  expect(names).toEqual([null, 'AI Agent', null, 'Rina'])
})

test('a new day is told', () => {
  const state = newChatState()
  state.messages = [message(1, customer, NOON - DAY), message(2, ai), message(3, customer)]
  expect(itemsOf(state).map(({ kind }) => kind)).toEqual([
    'day',
    'bubble',
    'day',
    'bubble',
    'bubble',
  ])
})

test('a streamed answer keeps its place and key when it is stored', () => {
  const state = newChatState()
  state.messages = [message(1, customer)]
  state.reply = { messageId: 'm2', text: 'Ref' }
  const streamed = itemsOf(state).map(({ key }) => key)
  state.reply = null
  state.messages = [message(1, customer), message(2, ai)]
  expect(itemsOf(state).map(({ key }) => key)).toEqual(streamed)
})

test('a sent message keeps its key when the stored one takes its place', () => {
  const state = newChatState()
  state.pending = [
    {
      id: 'm1',
      kind: 'message',
      text: 'text 1',
      attachments: [],
      at: NOON,
      status: 'sent',
      failure: null,
    },
    {
      id: 'h',
      kind: 'human',
      text: '',
      attachments: [],
      at: NOON,
      status: 'queued',
      failure: null,
    },
  ]
  const pending = itemsOf(state).map(({ key }) => key)
  state.pending = []
  state.messages = [message(1, customer)]
  expect(itemsOf(state).map(({ key }) => key)).toEqual(pending)
})

test('system messages are notices in the words of the server', () => {
  const state = newChatState()
  state.messages = [message(1, { kind: 'system', event: 'taken-over' })]
  expect(itemsOf(state).at(-1)).toMatchObject({ kind: 'notice', text: 'text 1' })
})

test('the AI agent is about to answer only while it is its turn', () => {
  const state = newChatState()
  state.phase = { status: 'live' }
  state.view = { state: 'ai', agentName: null }
  state.messages = [message(1, customer)]
  expect(isThinking(state)).toBe(true)
  state.view = { state: 'human', agentName: 'Rina' }
  expect(isThinking(state)).toBe(false)
})

test('a notice is told in the words of the page, unless the team has its own', () => {
  const state = newChatState()
  const taken = { kind: 'system', event: 'taken-over' } as const
  state.messages = [message(1, { ...taken, about: { name: 'Rina' } }), message(2, taken)]
  const told = itemsOf(state).flatMap((item) => (item.kind === 'notice' ? [item.text] : []))
  expect(told).toEqual(['Human agent (Rina) has taken over this conversation', 'text 2'])
})
