// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { Virtualizer } from 'virtua/vue'
import { beforeEach, expect, test } from 'vitest'
import type { TimelineItem } from './timeline.ts'
import { aMessage, ME } from '../../tests/support/rows.ts'
import MessageList from './MessageList.vue'

beforeEach(() => setActivePinia(createPinia()))

const anItem = (seq: number): TimelineItem => ({
  kind: 'message',
  key: `m${seq}`,
  message: aMessage({ seq }),
  state: null,
  time: true,
  day: null,
  newLine: false,
})

test('what a chat opens with stays drawn until it is scrolled after it was measured', async () => {
  const chat = { older: false, loading: null, me: ME, myName: 'Rina', customerName: 'Ana' }
  const items = [anItem(1), anItem(2)]
  const wrapper = mount(MessageList, { props: { ...chat, items, mayQuote: false } })
  const list = wrapper.getComponent(Virtualizer)
  const kept = () => list.props('keepMounted')
  // Gone to its end before the list knows how high anything is: the last two would be all that it draws.
  list.vm.$emit('scroll', 101)
  await wrapper.vm.$nextTick()
  expect(kept()).toEqual([0, 1])
  list.vm.$emit('resize')
  await wrapper.vm.$nextTick()
  expect(kept()).toEqual([0, 1])
  list.vm.$emit('scroll', 40)
  await wrapper.vm.$nextTick()
  expect(kept()).toEqual([])
})

test('the end of what is shown from further up is not where the conversation ends', async () => {
  const chat = { older: true, loading: null, me: ME, myName: 'Rina', customerName: 'Ana' }
  const items = [anItem(7), anItem(8)]
  const props = { ...chat, items, mayQuote: false, newer: 3, target: 8 }
  const wrapper = mount(MessageList, { props })
  // Everything is in sight here, as nothing has a size.
  wrapper.getComponent(Virtualizer).vm.$emit('resize')
  await wrapper.get('[role=region]').trigger('scroll')
  expect(wrapper.emitted('update:atEnd')).toEqual([[false]])
  const jump = wrapper.get('button.absolute')
  expect(jump.text()).toBe('3 new messages')
  await jump.trigger('click')
  expect(wrapper.emitted('latest')).toHaveLength(1)
  await wrapper.setProps({ items: [anItem(11), anItem(12)], newer: null })
  expect(wrapper.emitted('update:atEnd')?.at(-1)).toEqual([true])
})
