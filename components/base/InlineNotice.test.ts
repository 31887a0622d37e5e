// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { defineComponent, h, nextTick, ref } from 'vue'
import InlineNotice from './InlineNotice.vue'

test('closed by its button, it leaves the focus to the part of the panel it stood in', async () => {
  const shown = ref(true)
  const Part = defineComponent(
    () => () =>
      h('section', { tabindex: -1 }, [
        shown.value &&
          h(
            InlineNotice,
            { closable: true, onClose: () => (shown.value = false) },
            () => 'Offline',
          ),
      ]),
  )
  const view = mount(Part, { attachTo: document.body })
  const button = view.get('button')
  button.element.focus()
  // As browsers do when what has the focus is taken away.
  button.element.addEventListener('click', () => button.element.blur())
  await button.trigger('click')
  await nextTick()
  expect(view.find('button').exists()).toBe(false)
  expect(document.activeElement).toBe(view.get('section').element)
  view.unmount()
})
