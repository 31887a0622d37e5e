// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { defineComponent, h, nextTick, ref } from 'vue'
import ErrorBoundary from './ErrorBoundary.vue'

const whole = ref(true)
const log = vi.fn()

/** A part of the panel that cannot be drawn while it is not whole, and whose button fails. */
const Part = defineComponent(() => () => {
  if (!whole.value) throw new Error('no such row')
  return h('button', { onClick: () => fail() }, 'the chat')
})
function fail() {
  throw new Error('not done')
}

function panel(of?: string) {
  return mount({
    components: { ErrorBoundary, Part },
    data: () => ({ of }),
    template: '<p>the list</p><ErrorBoundary :of="of"><Part /></ErrorBoundary>',
  })
}

beforeEach(() => {
  whole.value = true
  vi.spyOn(console, 'error').mockImplementation(log)
})
afterEach(() => {
  vi.restoreAllMocks()
  log.mockClear()
})

test('what cannot be drawn says so in its own place, and the rest stays', async () => {
  const view = panel()
  whole.value = false
  await nextTick()
  expect(view.text()).toContain('the list')
  expect(view.get('[role=alert]').text()).toContain('This part of the panel failed')
  expect(view.get('[role=alert]').text()).toContain('no such row')
  expect(log).toHaveBeenCalledOnce()
})

test('"Try again" draws it anew', async () => {
  whole.value = false
  const view = panel()
  await nextTick()
  whole.value = true
  await view.get('[role=alert] button').trigger('click')
  expect(view.text()).toContain('the chat')
  expect(view.find('[role=alert]').exists()).toBe(false)
})

test('another conversation starts anew without being asked', async () => {
  whole.value = false
  const view = panel('first')
  await nextTick()
  whole.value = true
  await view.setData({ of: 'second' })
  expect(view.text()).toContain('the chat')
})

test('a press that fails is told beside what is shown, which stays', async () => {
  const view = panel()
  await view.get('button').trigger('click')
  expect(view.text()).toContain('the chat')
  expect(view.get('[role=alert]').text()).toContain('did not work')
})
