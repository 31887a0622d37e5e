// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import ListEnd from './ListEnd.vue'

test.each([
  ['whole', ''],
  ['more', 'Older ones are fetched as you scroll.'],
  ['fetching', 'Fetching older ones…'],
  ['offline', 'You are offline: only the resolved conversations kept here are shown.'],
  ['failed', 'Older ones could not be fetched.'],
] as const)('at the end of a list that is %s it says: %s', (state, text) => {
  const end = mount(ListEnd, { props: { state } })
  expect(end.find('[role="status"]').exists() ? end.get('[role="status"]').text() : '').toBe(text)
  expect(end.findAll('button')).toHaveLength(state === 'failed' ? 1 : 0)
})

test('what could not be fetched is asked for again by a button', async () => {
  const end = mount(ListEnd, { props: { state: 'failed' } })
  await end.get('button').trigger('click')
  expect(end.emitted('retry')).toHaveLength(1)
})
