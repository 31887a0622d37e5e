// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { shownRow } from '../../composables/words/list-view.ts'
import '../../tests/support/panel-world.ts'
import { aConversation, ME } from '../../tests/support/rows.ts'
import ConversationRow from './ConversationRow.vue'
import FilterChips from './FilterChips.vue'
import ListEmpty from './ListEmpty.vue'

const MINUTE = 60_000
const NOW = 100 * MINUTE

let mounted: VueWrapper | undefined
afterEach(() => mounted?.unmount())

function row(fields: Parameters<typeof aConversation>[0], unread = 0, notice?: string) {
  const shown = shownRow(
    {
      conversation: aConversation(fields),
      unread,
      ownerName: null,
      ownerOffline: false,
    },
    ME,
    NOW,
    15 * MINUTE,
  )
  const view = mount(ConversationRow, {
    props: { id: shown.conversation.id, row: shown, selected: false, tabStop: true, notice },
  })
  mounted = view
  return view
}

test('a waiting row shows name, last line, how long in its badge and once, and unread count', () => {
  const view = row(
    {
      state: 'waiting',
      waitingSince: NOW - 9 * MINUTE,
      lastMessage: {
        author: { kind: 'customer' },
        text: 'Is anybody\nthere?',
        attached: null,
        at: NOW,
      },
    },
    2,
  )
  expect(view.text()).toContain('Ana Putri')
  expect(view.text()).toContain('Is anybody there?')
  expect(view.text().match(/9m/g)).toHaveLength(1)
  expect(view.get('[data-test=badge]').text()).toBe('Waiting 9m')
  expect(view.get('[data-test=unread]').text()).toBe('2 unread')
})

test('who spoke last is named unless it is the customer', () => {
  const author = { kind: 'agent', id: ME, name: 'Rina Hart' } as const
  expect(row({ lastMessage: { author, text: 'Done', attached: null, at: NOW } }).text()).toContain(
    'You: Done',
  )
  expect(
    row({ lastMessage: { author: { kind: 'ai' }, text: 'Sure', attached: null, at: NOW } }).text(),
  ).toContain('AI: Sure')
})

test('a row that does not wait tells how long ago something was said', () => {
  const said = { author: { kind: 'customer' } as const, attached: null, at: NOW - 3 * MINUTE }
  expect(
    row({ lastMessage: { ...said, text: 'Hello' } })
      .get('time')
      .text(),
  ).toBe('3m')
})

test('a waiting row can be taken over in place, and says there what went wrong', async () => {
  const view = row({ state: 'waiting' }, 0, 'Sari took this conversation a moment ago')
  const button = view.findAll('button').find((one) => one.text() === 'Take Over')
  await button?.trigger('click')
  expect(view.emitted('takeOver')).toHaveLength(1)
  expect(view.emitted('open')).toBeUndefined()
  expect(view.get('[role=alert]').text()).toBe('Sari took this conversation a moment ago')
})

test('the filters carry their counts and tell which is on', async () => {
  const filters = { all: 24, waiting: 2, mine: 3, ai: 16, others: 3, resolved: 7 }
  const counts = { filters, agents: new Map() }
  const view = mount(FilterChips, { props: { counts, modelValue: 'all' } })
  expect(view.findAll('[aria-pressed]').map((button) => button.text())).toEqual([
    'All 24',
    'Waiting 2',
    'Mine 3',
    'AI 16',
    'Others 3',
    'Resolved 7',
  ])
  // Who has them and what they are tagged with is asked for by icons with a name.
  expect(view.findAll('[aria-haspopup=menu]').map((one) => one.attributes('aria-label'))).toEqual([
    'By agent',
    'By tag',
  ])
  expect(view.get('[aria-pressed=true]').text()).toBe('All 24')
  await view.findAll('button')[1]?.trigger('click')
  expect(view.emitted('update:modelValue')).toEqual([['waiting']])
})

test('a search without a hit says what was searched and leads back', async () => {
  const view = mount(ListEmpty, { props: { filter: 'all', search: ' zebra ', tag: '' } })
  expect(view.text()).toContain('Nothing found for “zebra”')
  await view.get('button').trigger('click')
  expect(view.emitted('reset')).toHaveLength(1)
})

test('an agent who holds nothing is named, not an empty team', () => {
  const view = mount(ListEmpty, {
    props: { filter: 'all', search: '', tag: '', agent: 'Sari Wijaya' },
  })
  expect(view.text()).toContain('Sari Wijaya holds no conversation')
  expect(view.get('button').text()).toBe('Show all')
})

test('a chosen tag stands on its button, and a list without it says so and leads back', async () => {
  const chips = mount(FilterChips, { props: { counts: undefined, modelValue: 'all', tag: 'vip' } })
  expect(chips.get('[aria-label="By tag: vip"]').text()).toBe('vip')
  const empty = mount(ListEmpty, { props: { filter: 'all', search: '', tag: 'vip' } })
  expect(empty.text()).toContain('Nothing here is tagged “vip”')
  await empty.get('button').trigger('click')
  expect(empty.emitted('reset')).toHaveLength(1)
})
