// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import MessageBox from './MessageBox.vue'

const NO_FILES = { files: [], uploading: {}, limits: null, problems: [] }

function box(draft = '') {
  const wrapper = mount(MessageBox, { props: { draft, disabled: false, ...NO_FILES } })
  return { wrapper, field: wrapper.get('textarea') }
}

test('Enter sends and empties the box', async () => {
  const { wrapper, field } = box()
  await field.setValue('hello')
  await field.trigger('keydown', { key: 'Enter' })
  expect(wrapper.emitted('send')).toEqual([['hello']])
  expect(field.element.value).toBe('')
})

test('Shift+Enter breaks the line, and Enter while composing chooses a word', async () => {
  const { wrapper, field } = box('hello')
  await field.trigger('keydown', { key: 'Enter', shiftKey: true })
  await field.trigger('keydown', { key: 'Enter', isComposing: true })
  // As Safari tells of the key that ends a word.
  await field.trigger('keydown', { key: 'Enter', keyCode: 229 })
  expect(wrapper.emitted('send')).toBeUndefined()
})

test('blank text is not sent', async () => {
  const { wrapper, field } = box('  ')
  await field.trigger('keydown', { key: 'Enter' })
  expect(wrapper.emitted('send')).toBeUndefined()
})

test('how much room is left is told near the end, and that it is too long', async () => {
  const { wrapper, field } = box()
  await field.setValue('x'.repeat(7_000))
  expect(wrapper.text()).toBe('')
  await field.setValue('x'.repeat(7_600))
  expect(wrapper.text()).toContain('400 characters left')
  await field.setValue('x'.repeat(8_010))
  expect(wrapper.text()).toContain('Too long by 10 characters')
  await field.trigger('keydown', { key: 'Enter' })
  expect(wrapper.emitted('send')).toBeUndefined()
  expect(field.element.value).toHaveLength(8_010)
})

test('what was typed before a reload stands in the box again', () => {
  expect(box('half a sent').field.element.value).toBe('half a sent')
})
