// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest'
import { effectScope } from 'vue'
import { speakFully } from '../../composables/words/i18n.ts'
import { panelNotice, tellInPassing } from '../moves/panel-notice.ts'
import { useAction } from '../../composables/actions/actions.ts'
import { useActionKeys } from './useActionKeys.ts'

const scope = effectScope()
scope.run(() => {
  useActionKeys()
  useAction('resolve', { run: () => undefined, blocked: () => 'colleague' })
})
afterEach(() => {
  tellInPassing('')
  document.body.replaceChildren()
})

const press = (key: string, init: KeyboardEventInit = {}, on: Element = document.body) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })
  on.dispatchEvent(event)
  return event
}

test('a key that can do nothing says why', async () => {
  press('e')
  await expect.poll(() => panelNotice.value).toBe('A colleague holds it')
  press('b')
  await expect.poll(() => panelNotice.value).toBe('Open a conversation first')
})

test('Esc and keys that mean nothing say nothing', async () => {
  press('Escape')
  press('Alt')
  await speakFully()
  expect(panelNotice.value).toBe('')
})

test('Ctrl+Enter submits the form that has the focus, or the one of its dialog, once', () => {
  document.body.innerHTML = `
    <div data-dismissable-layer role="dialog">
      <form><textarea></textarea><button type="submit">Go</button></form>
      <button id="beside" type="button">Close</button>
    </div>`
  const form = document.querySelector('form')
  let sent = 0
  form?.addEventListener('submit', (event) => {
    event.preventDefault()
    sent += 1
  })
  for (const selector of ['textarea', '#beside']) {
    const on = document.querySelector(selector) ?? document.body
    expect(press('Enter', { ctrlKey: true }, on).defaultPrevented).toBe(true)
    press('Enter', { ctrlKey: true, repeat: true }, on)
  }
  expect(sent).toBe(2)
  press('Enter', { metaKey: true }, document.body)
  expect(sent).toBe(2)
})
