import { expect, test } from 'vitest'
import { aMessage, RINA } from '../../db/testing/builders.ts'
import { lastOfCustomer, lastQueued, openSuggestion, waitingForMe } from './find-in-timeline.ts'
import type { TimelineItem } from '../message/timeline.ts'

type Pending = Extract<TimelineItem, { kind: 'pending' }>

const PLACE = { day: null, newLine: false }
const pending = (id: string, status: Pending['pending']['status'], unseen: number | null = null) =>
  ({
    ...{ ...PLACE, kind: 'pending', key: id, unseen },
    pending: {
      ...{ id, status, text: 'Hello', attachments: [], visibility: 'everyone' },
      ...{ createdAt: 1, failure: null, notBefore: null },
    },
  }) satisfies TimelineItem
const said = (seq: number, over: Parameters<typeof aMessage>[1]): TimelineItem => {
  const message = aMessage(seq, over)
  return { ...PLACE, kind: 'message', key: message.id, message, state: null, time: true }
}

test('what can be taken back is the last that has not gone out', () => {
  const items = [pending('1', 'queued'), pending('2', 'queued'), pending('3', 'failed')]
  expect(lastQueued(items)).toBe('2')
  expect(lastQueued([pending('1', 'sent')])).toBeUndefined()
})

test('what waits for me is what was refused and the first of what is held', () => {
  const items = [pending('1', 'held', 2), pending('2', 'held'), pending('3', 'failed')]
  expect(waitingForMe([...items, pending('4', 'queued')])).toEqual(['1', '3'])
})

test('what the customer said last is no file, no reply and no notice', () => {
  const customer = { kind: 'customer' } as const
  const items = [
    said(1, { author: customer, text: 'Where is it?' }),
    said(2, { author: customer, text: '' }),
    said(3, { author: { kind: 'agent', id: RINA.id, name: RINA.name }, text: 'Here.' }),
  ]
  expect(lastOfCustomer(items)).toBe('Where is it?')
  expect(lastOfCustomer([])).toBeUndefined()
})

test('a proposed reply is open until a reply after a human was asked for, not a note or an earlier one', () => {
  const rina = { kind: 'agent', id: RINA.id, name: RINA.name } as const
  const asked = said(2, { author: { kind: 'system', event: 'human-asked' }, text: '' })
  const before = said(1, { author: rina, text: 'Hello' })
  const note = said(3, { author: rina, text: 'Ask the depot', visibility: 'team' })
  const handoff = { reason: 'unsure' as const, summary: '', tried: [], suggestedReply: 'Yes.' }
  const open = (...items: TimelineItem[]) => openSuggestion({ handoff }, items)
  expect(open(before, asked, note)).toBe('Yes.')
  expect(open(before, asked, said(3, { author: rina, text: 'Here' }))).toBe('')
  expect(open(asked, pending('1', 'queued'))).toBe('')
  expect(open()).toBe('Yes.')
  expect(openSuggestion({ handoff: null }, [])).toBe('')
})
