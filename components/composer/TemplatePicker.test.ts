// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { computed, effectScope, nextTick, ref } from 'vue'
import { describe, expect, test } from 'vitest'
import { useTemplatePicker } from './useTemplatePicker.ts'
import { aTemplate } from '../../tests/support/rows.ts'
import TemplatePicker from './TemplatePicker.vue'

const TEMPLATES = Array.from({ length: 20 }, (_, n) => {
  return aTemplate(`t${String(n).padStart(2, '0')}`, `Text ${n}`)
})

/** A picker in an empty box, and what one does with it. */
function aPicker(templates = ref(TEMPLATES)) {
  const scope = effectScope()
  const picked: string[] = []
  const text = ref('')
  const picker = scope.run(() =>
    useTemplatePicker(
      text,
      computed(() => text.value.length),
      (query) => templates.value.filter(({ shortcut }) => shortcut.startsWith(query)),
      {
        pick: ({ shortcut }) => picked.push(shortcut),
        create: (shortcut) => picked.push(`new ${shortcut}`),
      },
    ),
  )
  if (!picker) throw new Error('The scope did not run.')
  const used: boolean[] = []
  const press = async (...keys: string[]) => {
    for (const key of keys) used.push(picker.onKey(new KeyboardEvent('keydown', { key })))
    await nextTick()
  }
  const type = async (now: string) => {
    text.value = now
    await nextTick()
  }
  return { picker, picked, used, press, type }
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
] as const)('%j leads to the template at %i', async (keys, active) => {
  const { picker, press, type } = aPicker()
  await type('/')
  await press(...keys)
  expect(picker.active.value).toBe(active)
})

test('Enter and Tab take the active one', async () => {
  const { picked, press, type } = aPicker()
  await type('/')
  await press('ArrowDown', 'Enter', 'End', 'Tab')
  expect(picked).toEqual(['t01', 't19'])
})

test('another query begins at its first template', async () => {
  const { picker, press, type } = aPicker()
  await type('/')
  await press('End')
  await type('/t1')
  expect(picker.activeTemplate.value?.shortcut).toBe('t10')
  await type('/t')
  expect(picker.activeTemplate.value?.shortcut).toBe('t00')
})

test('the active template stays under the key, whatever colleagues add and delete', async () => {
  const templates = ref(TEMPLATES)
  const { picker, press, type } = aPicker(templates)
  await type('/')
  await press('ArrowDown', 'ArrowDown')
  templates.value = [
    aTemplate('a', 'New'),
    ...TEMPLATES.filter(({ shortcut }) => shortcut !== 't00'),
  ]
  await nextTick()
  expect(picker.activeTemplate.value?.shortcut).toBe('t02')
  templates.value = TEMPLATES.slice(0, 2)
  await nextTick()
  expect(picker.activeTemplate.value?.shortcut).toBe('t01')
})

describe('where nothing fits', () => {
  test('Enter and Tab are left to the box, and Esc closes', async () => {
    const { picker, used, press, type } = aPicker()
    await type('/zzz')
    expect(picker.open.value).toBe(true)
    await press('Enter', 'Tab', 'Home')
    expect(used).toEqual([false, false, false])
    await press('Escape')
    expect(picker.open.value).toBe(false)
  })

  test('a new one is made by going to its line first', async () => {
    const { picked, press, type } = aPicker()
    await type('/zzz')
    await press('ArrowDown', 'Enter')
    expect(picked).toEqual(['new zzz'])
  })

  test('typing back to what fits marks the first again', async () => {
    const { picker, type } = aPicker()
    await type('/zzz')
    await type('/t0')
    expect(picker.activeTemplate.value?.shortcut).toBe('t00')
  })
})

test('the letters that fit are marked, and what the active one would put in is shown', () => {
  const templates = [aTemplate('refund', 'Your refund of {{?amount}} is on its way.')]
  const preview = 'Your refund of [amount] is on its way.'
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
  expect(view.get('[role=option]').text()).toContain(preview)
  expect(view.get('[data-test=template-preview]').text()).toBe(preview)
  view.unmount()
})
