// @vitest-environment happy-dom
import type { Author, Message } from '@baton/protocol/message.ts'
import { mount } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import '../../tests/support/panel-world.ts'
import { aMessage, RINA, SARI } from '../../db/testing/builders.ts'
import type { TimelineItem } from './timeline.ts'
import TimelineRow from './TimelineRow.vue'

const COMMON = {
  me: RINA.id,
  myName: RINA.name,
  customerName: 'Ana',
  mayQuote: true,
  marked: false,
}
const NOBODY = { kind: 'system', event: 'taken-over' } satisfies Author

function rowOf(
  over: Partial<Message>,
  more: Partial<typeof COMMON & { aiName: string; receipts: boolean }> = {},
) {
  const message = aMessage(1, over)
  const item: TimelineItem = {
    ...{ kind: 'message', key: message.id, day: null, newLine: false },
    ...{ message, state: null, time: true },
  }
  return mount(TimelineRow, { props: { item, ...COMMON, ...more } })
}

test('a note says in words that the customer does not see it', () => {
  const note = rowOf({ author: { kind: 'agent', id: SARI.id, name: 'Sari' }, visibility: 'team' })
  expect(note.get('[data-test=note-label]').text()).toBe('Note by Sari · team only')
  const mine = rowOf({ author: { kind: 'agent', id: RINA.id, name: 'Rina' }, visibility: 'team' })
  expect(mine.get('[data-test=note-label]').text()).toBe('Note by you · team only')
})

test('a notice that the customer does not see says so', () => {
  const notice = rowOf({ author: NOBODY, visibility: 'team' })
  expect(notice.text()).toContain('Seen by the team only')
  expect(rowOf({ author: NOBODY }).text()).not.toContain('team only')
})

test('everything a person or the AI wrote has its actions; a notice has none', () => {
  expect(rowOf({}).find('[data-message-actions]').exists()).toBe(true)
  expect(
    rowOf({ author: { kind: 'ai' } })
      .find('[data-message-actions]')
      .exists(),
  ).toBe(true)
  expect(rowOf({ author: NOBODY }).find('[data-message-actions]').exists()).toBe(false)
})

test('the message that a link led to is marked', () => {
  expect(rowOf({}, { marked: true }).attributes('data-marked')).toBe('true')
  expect(rowOf({}).attributes('data-marked')).toBeUndefined()
})

test('the menu of a message stays open, with the focus in it, while that comes to be stored', async () => {
  const message = aMessage(1, { author: { kind: 'agent', id: RINA.id, name: RINA.name } })
  const place = { key: message.id, day: null, newLine: false }
  const pending: TimelineItem = {
    ...{ ...place, kind: 'pending', unseen: null },
    pending: {
      ...{ id: message.id, text: message.text, attachments: [], visibility: 'everyone' },
      ...{ createdAt: message.at, status: 'queued', failure: null, notBefore: null },
    },
  }
  const row = mount(TimelineRow, { props: { item: pending, ...COMMON }, attachTo: document.body })
  await row.get('[data-message-actions]').trigger('click')
  const menu = await vi.waitUntil(
    () => document.querySelector<HTMLElement>('[role=menu]'),
    // It is fetched when it is first opened.
    { timeout: 30_000 },
  )
  menu.focus()
  await row.setProps({ item: { ...place, kind: 'message', message, state: 'sent', time: true } })
  expect(row.get('[data-test=message-state]').attributes('data-state')).toBe('sent')
  expect(document.querySelector('[role=menu]')).toBe(menu)
  expect(document.activeElement).toBe(menu)
  expect(document.body.textContent).toContain('Copy link to message')
  row.unmount()
}, 20_000)

test('what a bot said has its name, how sure it was, what it came from, and that it came too late', () => {
  const row = rowOf(
    {
      ...{ author: { kind: 'ai' }, shown: true, confidence: 0.41 },
      sources: [{ title: 'Sale terms', url: 'https://help.example/sale' }, { title: 'A note' }],
    },
    { aiName: 'Atlas bot' },
  )
  expect(row.text()).toContain('Atlas bot')
  expect(row.text()).toContain('41% sure')
  expect(row.get('[data-test=shown]').text()).toBe('Reached the customer after the take-over')
  expect(row.findAll('[data-test=sources] a').map((link) => link.attributes())).toMatchObject([
    { href: 'https://help.example/sale', target: '_blank', rel: 'noopener noreferrer' },
  ])
})

test('a source that would run a script is no link', () => {
  const sources = [{ title: 'Press me', url: 'javascript:alert(1)' }]
  const row = rowOf({ author: { kind: 'ai' }, sources })
  expect(row.text()).toContain('Press me')
  expect(row.find('[data-test=sources] a').exists()).toBe(false)
})

test.each([
  [{ state: 'delivered' as const, at: 2 }, 'Delivered'],
  [{ state: 'seen' as const, at: 2 }, 'Seen'],
  [{ state: 'failed' as const, at: 2, reason: 'No such number' }, 'Not delivered: No such number'],
  [{ state: 'failed' as const, at: 2 }, 'Not delivered'],
  [undefined, 'Not told to the channel yet'],
])('of a reply that the channel reports as %j it says %s', (delivery, words) => {
  const author = { kind: 'agent', id: SARI.id, name: 'Sari' } as const
  const said = { author, ...(delivery && { delivery }) }
  expect(rowOf(said, { receipts: true }).get('[data-test=delivery]').text()).toBe(words)
})

test('a channel that reports nothing is not waited for, nor is one for a note', () => {
  const author = { kind: 'agent', id: SARI.id, name: 'Sari' } as const
  expect(rowOf({ author }).find('[data-test=delivery]').exists()).toBe(false)
  const note = rowOf({ author, visibility: 'team' }, { receipts: true })
  expect(note.find('[data-test=delivery]').exists()).toBe(false)
})
