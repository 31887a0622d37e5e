import { mount } from '@vue/test-utils'
import { effectScope, ref } from 'vue'
import { expect, test } from 'vitest'
import { useTemplatePicker } from '../../composables/useTemplatePicker.ts'
import { aTemplate } from '../../tests/support/rows.ts'
import TemplatePicker from './TemplatePicker.vue'

const TEMPLATES = Array.from({ length: 20 }, (_, n) => {
  return aTemplate(`t${String(n).padStart(2, '0')}`, `Text ${n}`)
})

/** A picker opened by a `/`, with the keys that were pressed since. */
function opened(keys: readonly string[]) {
  const scope = effectScope()
  const picker = scope.run(() => useTemplatePicker(ref('/'), ref(1), () => TEMPLATES))
  if (!picker) throw new Error('The scope did not run.')
  let picked: number | null = null
  for (const key of keys) {
    picker.onKey(new KeyboardEvent('keydown', { key }), (index) => (picked = index))
  }
  scope.stop()
  return { active: picker.active.value, picked }
}

test.each([
  [['End'], 19],
  [['End', 'Home'], 0],
  [['PageDown'], 6],
  [['PageDown', 'PageDown', 'PageUp'], 6],
  [['PageUp'], 0],
  [['End', 'PageDown'], 19],
  [['End', 'ArrowDown'], 0],
  [['ArrowUp'], 19],
])('%j leads to the template at %i', (keys, active) => {
  expect(opened(keys).active).toBe(active)
})

test('Enter and Tab take the active one', () => {
  expect(opened(['ArrowDown', 'Enter']).picked).toBe(1)
  expect(opened(['End', 'Tab']).picked).toBe(19)
})

test('the letters that fit are marked, and what the active one would put in is shown', () => {
  const templates = [aTemplate('refund', 'Your refund of {{?amount}} is on its way.')]
  const preview = 'Your refund of {{?amount}} is on its way.'
  const view = mount(TemplatePicker, {
    props: { templates, active: 0, listId: 'list', query: 'ref', preview },
    global: {
      stubs: {
        Virtualizer: {
          props: ['data'],
          template: '<div><slot v-for="(item, index) in data" :item="item" :index="index" /></div>',
        },
      },
    },
  })
  expect(view.findAll('mark').map((mark) => mark.text())).toEqual(['ref', 'ref'])
  expect(view.get('[data-test=template-preview]').text()).toBe(preview)
  view.unmount()
})
