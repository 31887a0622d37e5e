// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import { untilMessageBox, useMessageBox } from './message-box.ts'

const MessageBox = defineComponent(() => {
  const box = ref<HTMLTextAreaElement | null>(null)
  useMessageBox(box)
  return () => h('textarea', { ref: box })
})

/** Whether a promise has settled by now. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  const late = Symbol()
  await Promise.resolve()
  return (await Promise.race([promise, Promise.resolve(late)])) !== late
}

test('the box may come before the answer that its conversation is mine', async () => {
  const came = untilMessageBox(new Promise(() => undefined))
  expect(await isSettled(came)).toBe(false)
  const box = mount(MessageBox)
  expect(await isSettled(came)).toBe(true)
  box.unmount()
})

test('after the answer the box is waited for; refused, none is', async () => {
  const came = untilMessageBox(Promise.resolve(true))
  expect(await isSettled(came)).toBe(false)
  const box = mount(MessageBox)
  expect(await isSettled(came)).toBe(true)
  box.unmount()
  await untilMessageBox(Promise.resolve(false))
})
