import { expect, test } from 'vitest'
import { aMessage, ME, SARI } from '../../tests/support/rows.ts'
import type { Message } from '@baton/protocol/message.ts'
import { keptFrom, timeline, type TimelineInput } from './timeline.ts'

const NOW = new Date(2026, 10, 23, 12).getTime()
const HOUR = 3_600_000
const mine = { kind: 'agent', id: ME, name: 'Rina' } as const

function laidOut(messages: Message[], more: Partial<TimelineInput> = {}) {
  return timeline({
    items: messages.map((message) => ({ kind: 'message', id: message.id, message })),
    reply: null,
    me: ME,
    customerSeenSeq: 0,
    readUpTo: null,
    now: NOW,
    ...more,
  })
}

test('each day is named once, above its first message', () => {
  const items = laidOut([
    aMessage({ at: NOW - 30 * HOUR }),
    aMessage({ at: NOW - 2 * HOUR }),
    aMessage({ at: NOW - HOUR }),
  ])
  expect(items.map(({ day }) => day)).toEqual(['Yesterday', 'Today', null])
})

test('the "new messages" line stands above the first message of others after the last one read', () => {
  const items = laidOut(
    [
      aMessage({ seq: 1 }),
      aMessage({ seq: 2, author: mine }),
      aMessage({ seq: 3 }),
      aMessage({ seq: 4 }),
    ],
    { readUpTo: 1 },
  )
  expect(items.map(({ newLine }) => newLine)).toEqual([false, false, true, false])
})

test('my message is seen once the customer has seen up to it; a note never is', () => {
  const items = laidOut(
    [
      aMessage({ seq: 1, author: mine }),
      aMessage({ seq: 2, author: mine, visibility: 'team' }),
      aMessage({ seq: 3, author: mine }),
      aMessage({ seq: 4, author: { kind: 'agent', id: SARI, name: 'Sari' } }),
    ],
    { customerSeenSeq: 2 },
  )
  expect(items.map((item) => item.kind === 'message' && item.state)).toEqual([
    'seen',
    'sent',
    'sent',
    null,
  ])
})

test('a reply being written stands last, under the id of the message it will be', () => {
  const message = aMessage()
  const items = laidOut([message], {
    reply: { conversationId: message.conversationId, messageId: 'm2', text: 'It is' },
  })
  expect(items.map(({ key }) => key)).toEqual([message.id, 'm2'])
})

test('what says the same as before is the same object, up to the whole', () => {
  const messages = [1, 2, 3].map((seq) => aMessage({ seq, at: NOW - HOUR + seq }))
  const again = () => laidOut(structuredClone(messages))
  const before = again()
  expect(keptFrom(before, again())).toBe(before)
  const next = aMessage({ seq: 4, at: NOW - HOUR + 4 })
  const longer = keptFrom(before, laidOut([...structuredClone(messages), next]))
  // The last one of before loses its time: the new one follows it at once.
  expect(longer.map((item, n) => item === before[n])).toEqual([true, true, false, false])
  expect(keptFrom(longer, again())).toEqual(before)
})
