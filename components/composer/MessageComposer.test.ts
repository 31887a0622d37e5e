import { indexTemplates } from '@baton/domain/template/index-templates.ts'
import { searchTemplates } from '@baton/domain/template/search.ts'
import type { Template } from '@baton/protocol/template.ts'
import { MESSAGE_TEXT_MAX } from '@baton/protocol/primitives.ts'
import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { computed, defineComponent, h, nextTick, ref, unref, type MaybeRef } from 'vue'
import { aTemplate } from '../../tests/support/rows.ts'
import MessageComposer from './MessageComposer.vue'

const TEMPLATES = [
  aTemplate('greeting', 'Hello {{customer.first_name|there}}, this is {{agent.name}}.'),
  aTemplate('great-news', 'Sent {{?amount}} under {{?reference}}.'),
  aTemplate('bye', 'Goodbye!'),
  aTemplate('plan', 'The {{?plan:Basic,Pro}} plan. {{?plan}}? {{?plan}}! {{cursor}}'),
]
const VALUES = {
  customer: { name: 'Ana Putri', email: null },
  agent: { name: 'Rina' },
  team: { name: 'Nusa Goods' },
  conversation: { id: 'c1' },
  context: {},
  today: new Date(2026, 10, 23),
  formatDate: () => 'today',
}

let mounted: VueWrapper | undefined
afterEach(() => mounted?.unmount())

/** The composer as its parent holds it: the text is the parent's. */
function composer(templates: MaybeRef<Template[]> = TEMPLATES, enterSends = true) {
  const text = ref('')
  const visibility = ref<'everyone' | 'team'>('everyone')
  const sent: string[] = []
  const index = computed(() => indexTemplates(unref(templates)))
  const Parent = defineComponent(
    () => () =>
      h(MessageComposer, {
        text: text.value,
        'onUpdate:text': (now: string) => (text.value = now),
        visibility: visibility.value,
        'onUpdate:visibility': (now: 'everyone' | 'team') => (visibility.value = now),
        find: (query: string) => searchTemplates(index.value, query),
        valuesFor: () => VALUES,
        enterSends,
        onSend: () => sent.push(text.value),
      }),
  )
  const view = mount(Parent, { attachTo: document.body })
  mounted = view
  const box = view.get('textarea')
  const element = box.element
  return {
    view,
    text,
    visibility,
    sent,
    type: async (typed: string) => {
      element.value = typed
      element.setSelectionRange(typed.length, typed.length)
      await box.trigger('input')
      await nextTick()
    },
    press: async (key: string, more: Partial<KeyboardEventInit> = {}) => {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })
      element.dispatchEvent(event)
      await nextTick()
      await nextTick()
      return event
    },
    options: () => view.findAll('[role=option]').map((option) => option.text()),
    active: () => view.find('[aria-selected=true]').text(),
    picker: () => view.find('[data-test=template-picker]').exists(),
    marked: () => element.value.slice(element.selectionStart, element.selectionEnd),
  }
}

test('where Enter is not to send, it breaks the line, and Ctrl+Enter or ⌘ Enter sends', async () => {
  const { type, press, sent } = composer(TEMPLATES, false)
  await type('Good morning')
  expect((await press('Enter')).defaultPrevented).toBe(false)
  expect(sent).toEqual([])
  await press('Enter', { ctrlKey: true })
  await press('Enter', { metaKey: true })
  expect(sent).toEqual(['Good morning', 'Good morning'])
})

test('Enter sends', async () => {
  const { type, press, sent } = composer()
  await type('Good morning')
  expect((await press('Enter')).defaultPrevented).toBe(true)
  expect(sent).toEqual(['Good morning'])
})

test('Shift+Enter breaks the line', async () => {
  const { type, press, sent } = composer()
  await type('Good morning')
  expect((await press('Enter', { shiftKey: true })).defaultPrevented).toBe(false)
  expect(sent).toEqual([])
})

test('the Enter that ends the composing of a character does not send', async () => {
  const { type, press, sent } = composer()
  await type('こんにちは')
  await press('Enter', { isComposing: true })
  expect(sent).toEqual([])
})

test('an empty message is not sent', async () => {
  const { type, press, sent } = composer()
  await type('  \n ')
  await press('Enter')
  expect(sent).toEqual([])
})

test('a message that is too long is refused before it is sent, and kept', async () => {
  const { view, type, press, sent, text } = composer()
  await type('x'.repeat(MESSAGE_TEXT_MAX + 1))
  await press('Enter')
  expect(sent).toEqual([])
  expect(view.get('[role=alert]').text()).toContain('Shorten it, or send it in parts')
  expect(text.value).toHaveLength(MESSAGE_TEXT_MAX + 1)
})

test('a slash lists all templates, and typing on filters them', async () => {
  const { view, type, picker } = composer()
  await type('/')
  expect(picker()).toBe(true)
  await type('/zzz')
  expect(view.get('[data-test=template-picker]').text()).toContain('No template fits “zzz”.')
})

test('a slash inside a word opens nothing', async () => {
  const { type, picker } = composer()
  await type('and/or')
  expect(picker()).toBe(false)
})

test('the arrows move through the templates and round the ends, Enter selects', async () => {
  const { type, press, text, sent, picker } = composer()
  await type('/gre')
  await press('ArrowDown')
  await press('ArrowDown')
  await press('Enter')
  expect(text.value).toBe('Hello Ana, this is Rina.')
  expect(sent).toEqual([])
  expect(picker()).toBe(false)
  await type('/gre')
  await press('ArrowUp')
  await press('ArrowDown')
  await press('Enter')
  expect(text.value).toBe('Hello Ana, this is Rina.')
})

test('Tab selects as Enter does', async () => {
  const { type, press, text } = composer()
  await type('Well then. /by')
  await press('Tab')
  expect(text.value).toBe('Well then. Goodbye!')
})

test('Escape closes the list, keeps the text, and leaves the key to nobody else', async () => {
  const { type, press, text, picker } = composer()
  await type('/gre')
  expect((await press('Escape')).defaultPrevented).toBe(true)
  expect(picker()).toBe(false)
  expect(text.value).toBe('/gre')
  await type('/gree')
  expect(picker()).toBe(false)
  await type('')
  await type('/')
  expect(picker()).toBe(true)
})

test('the first field of a template is marked, and Tab goes to the next', async () => {
  const { type, press, marked } = composer()
  await type('/great')
  await press('Enter')
  expect(marked()).toBe('{{?amount}}')
  await press('Tab')
  expect(marked()).toBe('{{?reference}}')
  await press('Tab')
  expect(marked()).toBe('{{?amount}}')
})

test('fields with one label are filled together, from the list where there is one', async () => {
  const { view, type, press, text, marked, options } = composer()
  await type('/plan')
  await press('Enter')
  expect(options()).toEqual(['Basic', 'Pro'])
  await press('ArrowDown')
  expect(view.get('[aria-selected=true]').text()).toBe('Pro')
  await press('Tab')
  expect(text.value).toBe('The Pro plan. Pro? Pro! ')
  expect(marked()).toBe('')
  expect(view.get('textarea').element.selectionStart).toBe(text.value.length)
})

test('Esc closes the choices and leaves the field as it was', async () => {
  const { view, type, press, text } = composer()
  await type('/plan')
  await press('Enter')
  const before = text.value
  expect((await press('Escape')).defaultPrevented).toBe(true)
  expect(view.find('[data-test=choices]').exists()).toBe(false)
  expect(text.value).toBe(before)
})

test('what an input method is composing is no query, and its Enter picks nothing', async () => {
  const { view, type, press, text, picker } = composer()
  await type('/')
  const element = view.get('textarea').element
  element.dispatchEvent(new CompositionEvent('compositionstart'))
  element.value = '/ｇ'
  element.dispatchEvent(new InputEvent('input', { isComposing: true, bubbles: true }))
  await press('Enter', { isComposing: true })
  expect(text.value).toBe('/')
  expect(picker()).toBe(true)
})

test('the box is the text of a combobox that tells whether it is open', async () => {
  const { view, type, press } = composer()
  const combobox = view.get('[role=combobox]')
  expect(combobox.attributes('aria-expanded')).toBe('false')
  await type('/by')
  expect(combobox.attributes('aria-expanded')).toBe('true')
  const pointed = view.get('textarea').attributes('aria-activedescendant') ?? ''
  expect(view.get(`[id="${pointed}"]`).text()).toContain('/bye')
  await press('Escape')
  expect(combobox.attributes('aria-expanded')).toBe('false')
  expect(view.get('textarea').attributes('aria-activedescendant')).toBeUndefined()
})

test('a template that goes while its text is in the box leaves the text alone', async () => {
  const found = ref(TEMPLATES)
  const { view, type, press, text } = composer(found)
  await type('/bye')
  await press('Enter')
  found.value = []
  await nextTick()
  expect(text.value).toBe('Goodbye!')
  expect(view.get('textarea').element.value).toBe('Goodbye!')
})

test('a message with an unfilled field is not sent and says which', async () => {
  const { view, type, press, sent, marked } = composer()
  await type('Sent {{?amount}}.')
  await press('Enter')
  expect(sent).toEqual([])
  expect(view.get('[role=alert]').text()).toContain('fill in “amount” first')
  expect(marked()).toBe('{{?amount}}')
})

test('a note is told apart from a reply', async () => {
  const { view, visibility } = composer()
  const note = view.findAll('button').find((button) => button.text() === 'Note')
  await note?.trigger('click')
  expect(visibility.value).toBe('team')
  expect(view.text()).toContain('Seen by the team only')
  expect(view.get('textarea').attributes('aria-label')).toBe('Note for the team')
})

test('where Enter breaks the line, Ctrl+Enter sends', async () => {
  const { type, press, sent } = composer(TEMPLATES, false)
  await type('Good morning')
  expect((await press('Enter')).defaultPrevented).toBe(false)
  expect(sent).toEqual([])
  await press('Enter', { ctrlKey: true })
  expect(sent).toEqual(['Good morning'])
})

test('Cmd+Enter sends also where Enter does', async () => {
  const { type, press, sent } = composer()
  await type('Good morning')
  await press('Enter', { metaKey: true })
  expect(sent).toEqual(['Good morning'])
})

test('near the limit the characters that are left are counted, and those too many', async () => {
  const { view, type } = composer()
  await type('x'.repeat(MESSAGE_TEXT_MAX - 501))
  expect(view.find('[data-test=characters-left]').exists()).toBe(false)
  await type('x'.repeat(MESSAGE_TEXT_MAX - 12))
  expect(view.get('[data-test=characters-left]').text()).toBe('12 characters left')
  await type('x'.repeat(MESSAGE_TEXT_MAX + 1))
  expect(view.get('[data-test=characters-left]').text()).toBe('1 character too many')
})

/** Pastes as a browser tells of it; whether the browser is left to do it itself. */
async function paste(view: VueWrapper, text: string) {
  const event = new Event('paste', { bubbles: true, cancelable: true })
  Object.assign(event, { clipboardData: { getData: () => text } })
  view.get('textarea').element.dispatchEvent(event)
  await nextTick()
  await nextTick()
  return !event.defaultPrevented
}

test('what is pasted and has room is left to the browser, which takes its plain text', async () => {
  const { view, type } = composer()
  await type('Hello ')
  expect(await paste(view, 'there')).toBe(true)
})

test('a paste that is too long is cut, and it is said by how much', async () => {
  const { view, type, text } = composer()
  await type('12345')
  expect(await paste(view, 'y'.repeat(MESSAGE_TEXT_MAX))).toBe(false)
  expect(text.value).toHaveLength(MESSAGE_TEXT_MAX)
  expect(view.get('[role=alert]').text()).toContain('its last 5 characters are not here')
})

test('a cut never goes through the middle of an emoji', async () => {
  const { view, type, text } = composer()
  await type('x'.repeat(MESSAGE_TEXT_MAX - 1))
  await paste(view, '🎉🎉')
  expect(text.value).toHaveLength(MESSAGE_TEXT_MAX - 1)
  expect(view.get('[role=alert]').text()).toContain('its last 4 characters are not here')
})

test('what is quoted stands on lines of its own, with the caret below it', async () => {
  const { view, type, text } = composer()
  await type('Hello.')
  view.getComponent(MessageComposer).vm.quote('Where is it?')
  await nextTick()
  await nextTick()
  expect(text.value).toBe('Hello.\n\n> Where is it?\n\n')
  const box = view.get('textarea').element
  expect(document.activeElement).toBe(box)
  expect(box.selectionStart).toBe(text.value.length)
})

test('in an empty box undo means the message that was just sent', async () => {
  const { view, type, press } = composer()
  await type('x')
  await press('z', { ctrlKey: true })
  expect(view.getComponent(MessageComposer).emitted('undo')).toBeUndefined()
  await type('')
  await press('z', { ctrlKey: true })
  expect(view.getComponent(MessageComposer).emitted('undo')).toHaveLength(1)
})

test('the caret is in the box after sending by the button', async () => {
  const { view, type, sent } = composer()
  await type('Good morning')
  const button = view.findAll('button').find((one) => one.text() === 'Send')
  await button?.trigger('click')
  expect(sent).toEqual(['Good morning'])
  expect(document.activeElement).toBe(view.get('textarea').element)
})
