// @vitest-environment jsdom
// Unlike happy-dom it leaves a frame unloaded without complaint.
import { beforeEach, expect, test } from 'vitest'
import { createLauncher } from './launcher.ts'

beforeEach(() => document.body.replaceChildren())

function launch() {
  const root = createLauncher({ document, origin: 'https://baton.example', team: 'nusa' })
  const button = root.querySelector('button')
  if (!button) throw new Error('There is no button.')
  return { button, frame: () => root.querySelector('iframe') }
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
  expect(frame()?.src).toBe('https://baton.example/chat?team=nusa&embed=1')
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
