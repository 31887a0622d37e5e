// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import SettingSwitch from './SettingSwitch.vue'

function aSwitch(granted: boolean) {
  const view = mount(SettingSwitch, {
    props: {
      label: 'Go Away',
      modelValue: false,
      'onUpdate:modelValue': (wished: boolean) =>
        granted ? view.setProps({ modelValue: wished }) : undefined,
    },
    attachTo: document.body,
  })
  return view
}

test.each([
  ['granted, it is on', true],
  ['refused, it is off as before', false],
])('%s, and the focus stays on it', async (_what, granted) => {
  const view = aSwitch(granted)
  const box = view.get('input')
  box.element.focus()
  await box.setValue(true)
  expect(view.emitted('update:modelValue')).toEqual([[true]])
  expect(box.element.checked).toBe(granted)
  expect(document.activeElement).toBe(view.get('input').element)
  view.unmount()
})
