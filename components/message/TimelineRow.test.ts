// @vitest-environment happy-dom
import type { Author, Message } from '@baton/protocol/message.ts'
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { aMessage, RINA, SARI } from '../../db/testing/builders.ts'
import type { TimelineItem } from '../../composables/timeline.ts'
import TimelineRow from './TimelineRow.vue'

const COMMON = {
  me: RINA.id,
  myName: RINA.name,
  customerName: 'Ana',
  mayQuote: true,
  marked: false,
}
const NOBODY = { kind: 'system', event: 'taken-over' } satisfies Author

function rowOf(over: Partial<Message>, more: Partial<typeof COMMON> = {}) {
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
