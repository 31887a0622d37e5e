// @vitest-environment jsdom
// Unlike happy-dom it leaves a frame unloaded without complaint.
import { beforeEach, expect, test, vi } from 'vitest'
import type { SiteTells } from '../site/messages.ts'
import { createLauncher } from './launcher.ts'

beforeEach(() => document.body.replaceChildren())

const TOLD: SiteTells = {
  ...{ baton: 'visitor', identity: 'word', context: undefined },
  page: { url: 'https://shop.example/cart', title: 'Your cart' },
}

function launch(language: 'en' | 'id' = 'en') {
  const { root, tell } = createLauncher({
    ...{ document, origin: 'https://baton.example', team: 'nusa', language },
    tells: () => TOLD,
  })
  const button = root.querySelector('button')
  if (!button) throw new Error('There is no button.')
  return { tell, button, frame: () => root.querySelector('iframe') }
}

test('nothing is loaded until the button is pressed', () => {
  const { button, frame } = launch()
  expect(button.getAttribute('aria-label')).toBe('Open chat')
  expect(button.getAttribute('aria-expanded')).toBe('false')
  expect(frame()).toBeNull()
})

test('the button opens the chat of the team, and closes it again', () => {
  const { button, frame } = launch()
  button.click()
  expect(frame()?.src).toBe('https://baton.example/chat?team=nusa&embed=1&lang=en')
  expect(button.getAttribute('aria-label')).toBe('Close chat')
  button.click()
  expect(frame()?.hidden).toBe(true)
  expect(button.getAttribute('aria-expanded')).toBe('false')
})

test('the chat in the frame may close it and tell news; nobody else may', () => {
  const { button, frame } = launch()
  button.click()
  const tell = (data: unknown, source: MessageEventSource | null | undefined) =>
    window.dispatchEvent(new MessageEvent('message', { data, source: source ?? null }))
  tell({ baton: 'close' }, window)
  expect(frame()?.hidden).toBe(false)
  const inside = frame()?.contentWindow
  tell({ baton: 'close' }, inside)
  expect(frame()?.hidden).toBe(true)
  tell({ baton: 'unread', count: 2 }, inside)
  expect(button.getAttribute('aria-label')).toBe('Open chat, 2 new')
  tell({ baton: 'unread', count: '<b>' }, inside)
  expect(button.getAttribute('aria-label')).toBe('Open chat')
})

test('Escape closes it and the button has the focus again', () => {
  const { button, frame } = launch()
  button.click()
  button.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
  expect(frame()?.hidden).toBe(true)
})

test('the chat is told of the customer once it listens, and again when something changes', () => {
  const { button, frame, tell } = launch()
  tell()
  button.click()
  const inside = frame()?.contentWindow
  if (!inside) throw new Error('There is no frame.')
  const post = vi.spyOn(inside, 'postMessage').mockImplementation(() => undefined)
  tell()
  expect(post).not.toHaveBeenCalled()
  window.dispatchEvent(new MessageEvent('message', { data: { baton: 'ready' }, source: inside }))
  tell()
  // To the server's own page and to no other.
  expect(post.mock.calls).toEqual([
    [TOLD, 'https://baton.example'],
    [TOLD, 'https://baton.example'],
  ])
})

test('a site hears that its word has passed its time', () => {
  const { button, frame } = launch()
  button.click()
  const heard = vi.fn()
  document.addEventListener('baton:identity-expired', heard, { once: true })
  const source = frame()?.contentWindow ?? null
  window.dispatchEvent(new MessageEvent('message', { data: { baton: 'identity-expired' }, source }))
  expect(heard).toHaveBeenCalledOnce()
})

test('the button speaks the language of the site', () => {
  expect(launch('id').button.getAttribute('aria-label')).toBe('Buka chat')
})
