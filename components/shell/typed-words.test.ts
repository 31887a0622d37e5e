// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import { fc } from '../../tests/support/property.ts'
import { useAction } from '../../composables/actions/actions.ts'
import { awaitNothing, useAwaited, whileKeysWait } from '../../composables/actions/awaited.ts'
import { ACTIONS } from '../../composables/actions/catalogue.ts'
import { useMessageBox } from '../../composables/actions/message-box.ts'
import { useActionKeys } from './useActionKeys.ts'

// Every kind of thing that the focus can fall on, with every action there to be done: what is typed is typed.

const run = vi.fn()
const hasBox = ref(true)
const dialog = ref(false)
const isChatCovered = ref(false)

const MessageBox = defineComponent(() => {
  const box = ref<HTMLTextAreaElement | null>(null)
  useMessageBox(box)
  return () => h('textarea', { id: 'box', ref: box })
})
const Panel = defineComponent(() => {
  for (const { id } of ACTIONS) useAction(id, () => run(id))
  useActionKeys(() => isChatCovered.value)
  useAwaited(dialog, () => document.activeElement?.id === 'name')
  return () =>
    h('main', [
      h('header', [h('button', { id: 'header' }), h('input', { type: 'checkbox', id: 'check' })]),
      h('div', { 'data-single-keys': 'rows' }, h('button', { id: 'row' })),
      h('div', { 'data-single-keys': 'messages', tabindex: 0, id: 'log' }, [
        h('article', { 'data-key': '1', tabindex: -1, id: 'message' }, h('button', { id: 'more' })),
      ]),
      h('div', { role: 'toolbar' }, h('button', { id: 'tool' })),
      h('section', { tabindex: -1, id: 'section' }),
      h('a', { href: '#', id: 'link' }),
      dialog.value && h('div', { role: 'dialog' }, h('input', { id: 'name' })),
      hasBox.value && h(MessageBox),
    ])
})
const PLACES = [
  'body',
  '#header',
  '#check',
  '#row',
  '#log',
  '#message',
  '#more',
  '#tool',
  '#section',
  '#link',
]

let view: ReturnType<typeof mount>
beforeEach(() => {
  run.mockClear()
  hasBox.value = true
  dialog.value = false
  isChatCovered.value = false
  view = mount(Panel, { attachTo: document.body })
})
afterEach(() => {
  awaitNothing()
  view.unmount()
})

const field = (selector: string) => {
  const found = document.querySelector(selector)
  return found instanceof HTMLTextAreaElement || found instanceof HTMLInputElement ? found : null
}
const text = () => field('#box')?.value

/** What a click on it does to the focus, and what it tells. */
function click(selector: string) {
  const element = document.querySelector<HTMLElement>(selector)
  element?.dispatchEvent(new Event('pointerdown', { bubbles: true }))
  if (selector === 'body' && document.activeElement instanceof HTMLElement)
    document.activeElement.blur()
  else element?.focus()
  element?.dispatchEvent(new Event('click', { bubbles: true }))
}
/** Goes there by keys. */
function goTo(selector: string) {
  press('Tab')
  document.querySelector<HTMLElement>(selector)?.focus()
}
/** A key as browsers have it: told where the focus is, then typed where the focus is by then. */
function press(key: string) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
  ;(document.activeElement ?? document.body).dispatchEvent(event)
  const into = field(`[id='${document.activeElement?.id ?? ''}']`)
  if (!event.defaultPrevented && key.length === 1 && into && into.type !== 'checkbox')
    into.value += key
}
const type = (words: string) => {
  for (const key of words) press(key)
}

const anyText = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 30 })

describe('with a message box on the screen', () => {
  test('whatever is typed after any click is in the box as typed, and does nothing else', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PLACES), anyText, (place, words) => {
        const box = field('#box')
        if (box) box.value = ''
        click(place)
        type(words)
        expect(text()).toBe(words)
        expect(run).not.toHaveBeenCalled()
      }),
    )
  })

  test('nothing that is typed goes into a box that something lies over', () => {
    isChatCovered.value = true
    fc.assert(
      fc.property(fc.constantFrom(...PLACES), anyText, (place, words) => {
        click(place)
        type(words)
        expect(text()).toBe('')
      }),
    )
    run.mockClear()
    click('#tool')
    press('1')
    expect(run).toHaveBeenCalledOnce()
  })

  test('nothing is done by a letter to what a click has laid the list over', () => {
    isChatCovered.value = true
    click('#tool')
    // It would lead into the box, and the rest of the word with it.
    type('m what')
    expect(run).not.toHaveBeenCalled()
    expect(text()).toBe('')
    click('#tool')
    press('e')
    expect(run).not.toHaveBeenCalled()
    goTo('#row')
    press('e')
    expect(run).toHaveBeenCalledExactlyOnceWith('resolve')
  })

  test('on a button that Tab led to letters are words, and Space presses', () => {
    goTo('#header')
    press(' ')
    expect(text()).toBe('')
    type('e e')
    expect(text()).toBe('e e')
    expect(run).not.toHaveBeenCalled()
  })

  test.each(['#row', '#log', '#message'])('single keys command where keys led: %s', (place) => {
    goTo(place)
    press('e')
    expect(run).toHaveBeenCalledExactlyOnceWith('resolve')
    expect(text()).toBe('')
  })

  test('what stands in a bubble is a button like all others', () => {
    goTo('#more')
    type('ee')
    expect(text()).toBe('ee')
  })
})

test('what is typed while something is on its way is nobody’s, and neither is the rest of it', async () => {
  let arrive: () => void = () => undefined
  click('#header')
  void whileKeysWait(new Promise<void>((resolve) => (arrive = resolve)))
  type('ref')
  arrive()
  await Promise.resolve()
  type('und')
  expect(text()).toBe('')
  // A click is something new.
  click('#header')
  type('und')
  expect(text()).toBe('und')
  expect(run).not.toHaveBeenCalled()
})

test('a dialog that was asked for takes no words out of the box, nor into its field', async () => {
  click('#header')
  dialog.value = true
  type('gra')
  await view.vm.$nextTick()
  field('#name')?.focus()
  type('ce')
  expect(field('#name')?.value).toBe('')
  expect(text()).toBe('')
})

test('words whose box goes while they are typed do not command', async () => {
  click('#box')
  type('Thank')
  hasBox.value = false
  await view.vm.$nextTick()
  type('s, well')
  expect(run).not.toHaveBeenCalled()
  click('#header')
  press('e')
  expect(run).toHaveBeenCalledExactlyOnceWith('resolve')
})

test('where there is no box single keys command, after a click too', async () => {
  hasBox.value = false
  await view.vm.$nextTick()
  click('#header')
  press('t')
  expect(run).toHaveBeenCalledExactlyOnceWith('takeOver')
})
