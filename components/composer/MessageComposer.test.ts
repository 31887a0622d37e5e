// @vitest-environment happy-dom
import { MESSAGE_TEXT_MAX } from '@baton/protocol/primitives.ts'
import type { VueWrapper } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { nextTick } from 'vue'
import { blockedBy, runAction } from '../../composables/actions/actions.ts'
import MessageComposer from './MessageComposer.vue'
import { composer, TEMPLATES } from './testing/composer.ts'

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

test('Enter held down since it was something else’s does not send what stands there', async () => {
  const { type, press, sent } = composer()
  await type('Left here yesterday')
  expect((await press('Enter', { repeat: true })).defaultPrevented).toBe(true)
  expect(sent).toEqual([])
})

test('Alt+Enter is no sending that stays: it belongs to what goes on afterwards', async () => {
  const { type, press, sent } = composer()
  await type('Good morning')
  expect((await press('Enter', { altKey: true })).defaultPrevented).toBe(false)
  expect(sent).toEqual([])
})

test('what is written is sent, and then gone on from, or resolved; an empty box says why not', async () => {
  const { view, type, sent } = composer()
  expect([blockedBy('sendNext'), blockedBy('sendResolve')]).toEqual(['emptyBox', 'emptyBox'])
  await type('Good morning')
  runAction('sendNext')
  runAction('sendResolve')
  expect(sent).toHaveLength(2)
  const emitted = view.findComponent(MessageComposer).emitted('send') ?? []
  expect(emitted.map(([, then]) => then)).toEqual(['next', 'resolve'])
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
  // Some browsers end the word before they tell of the key that ended it.
  await press('Enter', { keyCode: 229 })
  expect(sent).toEqual([])
})

test('who looks for a template is not typing', async () => {
  const { view, type } = composer()
  const told = () =>
    view
      .getComponent(MessageComposer)
      .emitted<[boolean]>('typing')
      ?.map(([typing]) => typing)
  await type('/')
  await type('/gre')
  expect(told()).toEqual([false, false])
  await type('Good morning')
  await type('Good morning /gre')
  expect(told()).toEqual([false, false, true, false])
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

test('a note is told apart from a reply', async () => {
  const { view, visibility } = composer()
  const note = view.findAll('button').find((button) => button.text() === 'Note')
  note?.element.focus()
  await note?.trigger('click')
  expect(visibility.value).toBe('team')
  // What is typed next is the note.
  expect(document.activeElement?.tagName).toBe('TEXTAREA')
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

test('a file that is copied in a file manager is attached, though its name comes with it as text', () => {
  const { view } = composer()
  const event = new Event('paste', { bubbles: true, cancelable: true })
  const file = new File(['x'], 'Photo 1.png')
  Object.assign(event, { clipboardData: { files: [file], getData: () => 'Photo 1.png' } })
  view.get('textarea').element.dispatchEvent(event)
  expect(event.defaultPrevented).toBe(true)
  expect(view.getComponent(MessageComposer).emitted('attach')).toEqual([[[file]]])
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

test('a box that appears has the caret at once', () => {
  const { view } = composer()
  expect(document.activeElement).toBe(view.get('textarea').element)
})

test('a conversation that becomes mine while I write elsewhere leaves me there', () => {
  const search = document.body.appendChild(document.createElement('input'))
  search.focus()
  composer()
  expect(document.activeElement).toBe(search)
  search.remove()
})
