import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { errorCode } from '@baton/protocol/errors.ts'
import MessageState from './MessageState.vue'

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
