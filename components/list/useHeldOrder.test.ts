// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { useHeldOrder } from './useHeldOrder.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function start() {
  const ids = ref(['a', 'b'])
  const key = ref('all')
  const scope = effectScope()
  const order = scope.run(() =>
    useHeldOrder(
      () => ids.value,
      () => key.value,
    ),
  )
  if (!order) throw new Error('The scope ended.')
  return { ids, key, order, stop: () => scope.stop() }
}

test('no row moves while the pointer does; what changed is shown once it rests', async () => {
  const { ids, order, stop } = start()
  order.hold()
  ids.value = ['b', 'c', 'a']
  await nextTick()
  expect(order.shown.value).toEqual(['a', 'b'])
  await vi.advanceTimersByTimeAsync(900)
  order.hold()
  await vi.advanceTimersByTimeAsync(900)
  expect(order.shown.value).toEqual(['a', 'b'])
  await vi.advanceTimersByTimeAsync(200)
  expect(order.shown.value).toEqual(['b', 'c', 'a'])
  stop()
})

test('leaving the list shows at once what is new, and so does another filter', async () => {
  const { ids, key, order, stop } = start()
  order.hold()
  ids.value = ['c']
  await nextTick()
  order.release()
  await nextTick()
  expect(order.shown.value).toEqual(['c'])
  order.hold()
  key.value = 'mine'
  ids.value = ['m']
  await nextTick()
  expect(order.shown.value).toEqual(['m'])
  stop()
})
