// @vitest-environment jsdom
// Unlike happy-dom it leaves a frame unloaded without complaint.
import { beforeEach, expect, test, vi } from 'vitest'
import type { SiteTells } from '../site/messages.ts'
import { titleCount } from '../site/title-count.ts'
import { createLauncher } from './launcher.ts'
import { siteMemory } from './site-memory.ts'

beforeEach(() => {
  document.body.replaceChildren()
  for (const host of document.querySelectorAll('[data-baton-chat]')) host.remove()
  localStorage.clear()
})

const SAID: Omit<SiteTells, 'shown' | 'kept'> = {
  ...{ baton: 'visitor', identity: 'word', context: undefined, asksNonce: false },
  page: { url: 'https://shop.example/cart', title: 'Your cart' },
}

const memory = () => siteMemory(() => localStorage, 'nusa', Date.now)

function launch(language: 'en' | 'id' = 'en') {
  const visitor = {
    tells: () => SAID,
    heardNonce: vi.fn(),
    heardExpired: vi.fn(),
    heardRefused: vi.fn(),
  }
  const [lost, noTeam] = [vi.fn(), vi.fn()]
  const { root, tell, remove } = createLauncher({
    ...{ document, origin: 'https://baton.example', team: 'nusa', language },
    ...{ visitor, memory: memory(), title: titleCount(document), lost, noTeam },
  })
  const button = root.querySelector('button')
  if (!button) throw new Error('There is no button.')
  const frame = () => root.querySelector('iframe')
  /** The chat in the frame says something; anybody else is named. */
  const hear = (data: unknown, source = frame()?.contentWindow) =>
    window.dispatchEvent(new MessageEvent('message', { data, source: source ?? null }))
  return { tell, button, frame, hear, visitor, root, lost, noTeam, remove }
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
  const { button, frame, hear } = launch()
  button.click()
  hear({ baton: 'close' }, window)
  expect(frame()?.hidden).toBe(false)
  hear({ baton: 'close' })
  expect(frame()?.hidden).toBe(true)
  hear({ baton: 'unread', count: 2, isNew: false })
  expect(button.getAttribute('aria-label')).toBe('Open chat, 2 new')
  expect(frame()?.hidden).toBe(true)
  hear({ baton: 'unread', count: '<b>' })
  expect(button.getAttribute('aria-label')).toBe('Open chat')
})

test('an answer that is new is shown small, until it is opened, put away or seen elsewhere', () => {
  const { button, frame, hear } = launch()
  button.click()
  button.click()
  const looks = () => [frame()?.hidden, frame()?.className]
  const isNews = { baton: 'unread', count: 1, isNew: true }
  hear(isNews)
  expect(looks()).toEqual([false, 'chat preview'])
  expect(button.getAttribute('aria-expanded')).toBe('false')
  hear({ baton: 'unread', count: 0, isNew: false })
  expect(frame()?.hidden).toBe(true)
  hear(isNews)
  hear({ baton: 'open' })
  expect(looks()).toEqual([false, 'chat'])
  hear({ baton: 'close' })
  expect(frame()?.hidden).toBe(true)
})

test('the chat is loaded by itself where somebody wrote, for a month, and nowhere else', () => {
  const { button, hear } = launch()
  button.click()
  hear({ baton: 'written', written: true })
  expect(launch().frame()?.hidden).toBe(true)
  localStorage.setItem('baton-site:nusa:written', String(Date.now() - 31 * 86_400_000))
  expect(launch().frame()).toBeNull()
  hear({ baton: 'written', written: true })
  hear({ baton: 'written', written: false })
  expect(launch().frame()).toBeNull()
})

test('a page may exchange its body; one that takes the chat away is told what was shown of it', async () => {
  const { root, button, lost } = launch()
  document.documentElement.replaceChild(document.createElement('body'), document.body)
  expect(root.host.isConnected).toBe(true)
  button.click()
  root.host.remove()
  await vi.waitFor(() => expect(lost).toHaveBeenCalledWith('chat'), { timeout: 2_000 })
})

test('a frame that says nothing makes way for a link, and the developer is told why', () => {
  vi.useFakeTimers()
  const complain = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  try {
    const { button, frame, root } = launch()
    button.click()
    frame()?.dispatchEvent(new Event('load'))
    vi.advanceTimersByTime(4_000)
    expect(frame()).toBeNull()
    const link = root.querySelector<HTMLAnchorElement>('.instead a')
    expect(link?.href).toBe('https://baton.example/chat?team=nusa&lang=en')
    expect(complain.mock.calls[0]?.[0]).toContain('frame-src')
    button.click()
    button.click()
    expect(frame()?.hidden).toBe(false)
  } finally {
    complain.mockRestore()
    vi.useRealTimers()
  }
})

test('a chat that finds no team says so, and what is removed is not put back', async () => {
  const { button, hear, root, noTeam, remove, lost } = launch()
  button.click()
  hear({ baton: 'no-team' })
  expect(noTeam).toHaveBeenCalledOnce()
  remove()
  expect(root.host.isConnected).toBe(false)
  await new Promise((resolve) => setTimeout(resolve))
  expect(lost).not.toHaveBeenCalled()
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
  const told: SiteTells = { ...SAID, shown: 'chat', kept: null }
  expect(post.mock.calls).toEqual([
    [told, 'https://baton.example'],
    [told, 'https://baton.example'],
  ])
})

test('a site hears that its word has passed its time, or signs nobody in', () => {
  const { button, hear, visitor } = launch()
  button.click()
  hear({ baton: 'identity-expired' })
  expect(visitor.heardExpired).toHaveBeenCalledOnce()
  hear({ baton: 'identity-refused', reason: 'signature' })
  expect(visitor.heardRefused).toHaveBeenCalledWith('signature')
})

test('the button speaks the language of the site', () => {
  expect(launch('id').button.getAttribute('aria-label')).toBe('Buka chat')
})
