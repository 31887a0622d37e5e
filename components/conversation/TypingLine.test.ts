// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import TypingLine from './TypingLine.vue'

const line = (...ids: string[]) => {
  const typing = ids.map((id) => ({ agentId: id, name: id }))
  return mount(TypingLine, { props: { typing, me: 'Rina' } }).text()
}

test('who types is named, and that I do in another browser is told before anything else', () => {
  expect(line()).toBe('')
  expect(line('Sari')).toBe('Sari is typing…')
  expect(line('Sari', 'Tomi')).toBe('Sari and Tomi are typing…')
  expect(line('Sari', 'Rina')).toBe('You are typing here in another browser…')
})
