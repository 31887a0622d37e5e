// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { aMessage } from '../../db/testing/builders.ts'
import type { Author } from '@baton/protocol/message.ts'
import type { TimelineItem } from '../message/timeline.ts'
import { useAnnouncements } from './useAnnouncements.ts'

const item = (seq: number, text: string, author: Author = { kind: 'customer' }): TimelineItem => ({
  ...{ kind: 'message', key: String(seq), day: null, newLine: false, state: null, time: true },
  message: aMessage(seq, { author, text }),
})

test('what was there is not read out; what comes is, once', async () => {
  const items = shallowRef([item(1, 'old')])
  const said = useAnnouncements(items, 'Ana')
  expect(said.value).toBe('')
  items.value = [...items.value, item(2, 'new')]
  await nextTick()
  expect(said.value).toBe('Ana: new')
})

test('of many at once the last is read out and the others are counted', async () => {
  const items = shallowRef([item(1, 'old')])
  const said = useAnnouncements(items, 'Ana')
  items.value = [1, 2, 3, 4].map((seq) => item(seq, `text ${seq}`))
  await nextTick()
  expect(said.value).toBe('3 new messages. The last one: Ana: text 4')
})

test('a long message is begun, and an AI reply that streams is not read at all', async () => {
  const items = shallowRef<TimelineItem[]>([item(1, 'old')])
  const said = useAnnouncements(items, 'Ana')
  const reply = { conversationId: 'c', messageId: 'm', text: 'Refunds take' }
  items.value = [item(1, 'old'), { kind: 'reply', key: 'm', day: null, newLine: false, reply }]
  await nextTick()
  expect(said.value).toBe('')
  items.value = [item(1, 'old'), item(2, 'x'.repeat(5_000))]
  await nextTick()
  expect(said.value.length).toBeLessThan(300)
  // Short once its link is a word, but not all of it was looked at.
  const link = `[terms](https://shop.example/${'t'.repeat(200)})`
  items.value = [...items.value, item(3, `${link} ${'and so on '.repeat(20)}`, { kind: 'ai' })]
  await nextTick()
  expect(said.value).toMatch(/^AI Agent: terms and so on .*…$/)
})

test('who comes back from far above hears of what came meanwhile, and of nothing else', async () => {
  const items = shallowRef([item(901, 'old')])
  const said = useAnnouncements(items, 'Ana')
  const shows = async (...now: TimelineItem[]) => {
    items.value = now
    await nextTick()
    return said.value
  }
  expect(await shows(item(300, 'long ago'))).toBe('')
  expect(await shows(item(300, 'long ago'), item(301, 'and after it'))).toBe('')
  expect(await shows(item(901, 'old'), item(902, 'new'))).toBe('Ana: new')
})
