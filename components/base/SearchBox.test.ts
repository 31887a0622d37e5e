// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { expect, test } from 'vitest'
import SearchBox from './SearchBox.vue'

/** As browsers tell of a key that an input method takes: while it composes, and right after. */
const TAKEN = [{ isComposing: true }, { keyCode: 229 }]

test('Enter and Escape that belong to an input method neither leave the search nor empty it', async () => {
  const props = { label: 'Search', hint: 'Search', modelValue: 'たび' }
  const wrapper = mount(SearchBox, { props, global: { plugins: [createPinia()] } })
  const field = wrapper.get('input')
  for (const one of TAKEN) {
    await field.trigger('keydown', { key: 'Escape', ...one })
    await field.trigger('keydown', { key: 'Enter', ...one })
  }
  expect(wrapper.emitted()).not.toHaveProperty('update:modelValue')
  expect(wrapper.emitted()).not.toHaveProperty('leave')
  await field.trigger('keydown', { key: 'Escape' })
  expect(wrapper.emitted('update:modelValue')).toEqual([['']])
})
