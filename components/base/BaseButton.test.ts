// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import { h } from 'vue'
import BaseButton from './BaseButton.vue'

test('while its answer is waited for it keeps the focus, and a second press does nothing', async () => {
  const presses: Event[] = []
  const view = mount(BaseButton, {
    props: { busy: true },
    attrs: { onClick: (event: Event) => presses.push(event) },
    attachTo: document.body,
  })
  const button = view.get('button')
  button.element.focus()
  await button.trigger('click')
  expect(presses).toEqual([])
  expect(document.activeElement).toBe(button.element)
  expect(button.attributes('aria-disabled')).toBe('true')
  await view.setProps({ busy: false })
  await button.trigger('click')
  expect(presses).toHaveLength(1)
  view.unmount()
})

test('a form is not sent twice', async () => {
  const send = vi.fn((event: Event) => event.preventDefault())
  const form = (busy: boolean) =>
    h(
      'form',
      { onSubmit: send },
      h(BaseButton, { type: 'submit', busy }, () => 'Go'),
    )
  const view = mount(
    { props: ['busy'], render: (own: { busy: boolean }) => form(own.busy) },
    {
      props: { busy: true },
      attachTo: document.body,
    },
  )
  await view.get('button').trigger('click')
  expect(send).not.toHaveBeenCalled()
  await view.setProps({ busy: false })
  await view.get('button').trigger('click')
  expect(send).toHaveBeenCalledOnce()
  view.unmount()
})
