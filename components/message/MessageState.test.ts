// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import '../../tests/support/panel-world.ts'
import { errorCode } from '@baton/protocol/errors.ts'
import MessageState from './MessageState.vue'

afterEach(() => vi.useRealTimers())

test.each([
  ['queued', 'Queued'],
  ['sent', 'Sent'],
  ['seen', 'Seen'],
] as const)('a message that is %s says "%s" and offers nothing', (state, word) => {
  const view = mount(MessageState, { props: { state, at: 0 } })
  expect(view.text()).toContain(word)
  expect(view.findAll('button')).toHaveLength(0)
})

test.each(errorCode.options)('a message that failed with %s says why', (failure) => {
  const view = mount(MessageState, { props: { state: 'failed', at: 0, failure } })
  expect(view.get('[role=alert]').text()).toMatch(/^Not sent: .+\./)
})

test('a failed message can be retried or discarded', async () => {
  const view = mount(MessageState, { props: { state: 'failed', at: 0, failure: 'stale-epoch' } })
  const [retry, discard] = view.findAll('button')
  expect([retry?.text(), discard?.text()]).toEqual(['Retry', 'Discard'])
  await retry?.trigger('click')
  await discard?.trigger('click')
  expect(Object.keys(view.emitted())).toEqual(expect.arrayContaining(['retry', 'discard']))
})

test('a held message asks, with how many to read, before it is sent', async () => {
  const view = mount(MessageState, { props: { state: 'held', at: 0, unseen: 2 } })
  expect(view.get('[role=alert]').text()).toContain('2 new messages arrived, read before sending?')
  const [send, discard] = view.findAll('button')
  expect([send?.text(), discard?.text()]).toEqual(['Send', 'Discard'])
  await send?.trigger('click')
  await discard?.trigger('click')
  expect(Object.keys(view.emitted())).toEqual(expect.arrayContaining(['retry', 'discard']))
  await view.setProps({ unseen: 1 })
  expect(view.text()).toContain('1 new message arrived, read before sending?')
})

test('one that waits behind a held message asks nothing', () => {
  const view = mount(MessageState, { props: { state: 'held', at: 0, unseen: null } })
  expect(view.text()).toContain('Queued')
  expect(view.findAll('button')).toHaveLength(0)
})

test('a message that can be taken back counts down, then says that it is over', async () => {
  vi.useFakeTimers({ now: 10_000 })
  const props = { state: 'queued', at: 10_000, notBefore: 13_000 } as const
  const view = mount(MessageState, { props })
  expect(view.text()).toContain('Sends in 3 s')
  await view.get('button').trigger('click')
  expect(view.emitted('undo')).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(2_100)
  expect(view.text()).toContain('Sends in 1 s')
  expect(view.emitted('due')).toBeUndefined()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(view.text()).toContain('Queued')
  expect(view.findAll('button')).toHaveLength(0)
  expect(view.emitted('due')).toHaveLength(1)
})
