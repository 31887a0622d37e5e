import type { SiteTells } from '../site/messages.ts'
import { wordsIn, type Language } from '../words/words.ts'
import { LAUNCHER_STYLES } from './launcher-styles.ts'

export interface LauncherOptions {
  document: Document
  /** Origin of the Baton server. */
  origin: string
  /** The team's public name (slug). */
  team: string
  language: Language
  /** What the chat in the frame is told of the site's customer. */
  tells: () => SiteTells
}

export interface Launcher {
  /** The page itself cannot reach into it. */
  root: ShadowRoot
  /** Something about the customer has changed: tells the chat, if it is there. */
  tell: () => void
}

const ICON =
  'M4 5.500A3.500 3.500 0 0 1 7.500 2h9A3.500 3.500 0 0 1 20 5.500v7a3.500 3.500 0 0 1-3.500 3.500H12l-5 4.500V16a3.500 3.500 0 0 1-3-3.500z'

/** Puts the button and, once it was pressed, the chat's frame on the page. */
export function createLauncher({
  document,
  origin,
  team,
  language,
  tells,
}: LauncherOptions): Launcher {
  const words = wordsIn(language)
  const host = document.createElement('div')
  host.dataset.batonChat = ''
  const root = host.attachShadow({ mode: 'closed' })
  // A sheet made by script needs no leave of the page's CSP for inline styles.
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(LAUNCHER_STYLES)
  root.adoptedStyleSheets = [sheet]

  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'launcher'
  button.append(icon(document), words.chat)
  const count = document.createElement('span')
  count.className = 'count'
  count.hidden = true
  button.append(count)
  root.append(button)
  document.body.append(host)

  let frame: HTMLIFrameElement | null = null
  let isReady = false
  let unread = 0

  function tell(): void {
    // To the server's own page in the frame, wherever the frame may have been led.
    if (isReady) frame?.contentWindow?.postMessage(tells(), origin)
  }

  function describe(): void {
    const isOpen = frame?.hidden === false
    button.setAttribute('aria-expanded', String(isOpen))
    const opens = unread > 0 ? words.openChatWithNews(unread) : words.openChat
    button.setAttribute('aria-label', isOpen ? words.closeChat : opens)
    button.classList.toggle('open', isOpen)
    count.textContent = String(unread)
    count.hidden = unread === 0 || isOpen
  }

  function open(): void {
    if (!frame) {
      frame = document.createElement('iframe')
      frame.title = words.chat
      const query = new URLSearchParams({ team, embed: '1', lang: language })
      frame.src = `${origin}/chat?${query.toString()}`
      frame.addEventListener('load', () => frame?.focus())
      root.prepend(frame)
    }
    frame.hidden = false
    tell()
    frame.focus()
    describe()
  }

  function close(): void {
    if (!frame || frame.hidden) return
    frame.hidden = true
    describe()
    button.focus()
  }

  button.addEventListener('click', () => (frame?.hidden === false ? close() : open()))
  root.addEventListener('keydown', (event) => {
    if (event instanceof KeyboardEvent && event.key === 'Escape') close()
  })
  document.defaultView?.addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
    if (!frame || source !== frame.contentWindow) return
    const message = asMessage(data)
    if (message?.baton === 'ready') {
      isReady = true
      tell()
    }
    if (message?.baton === 'close') close()
    if (message?.baton === 'reload') document.defaultView?.location.reload()
    // The site may have a fresh word at hand, and goes on with `baton.identify`.
    if (message?.baton === 'identity-expired') {
      document.dispatchEvent(new CustomEvent('baton:identity-expired'))
    }
    if (message?.baton === 'unread') {
      unread = typeof message.count === 'number' ? message.count : 0
      describe()
    }
  })
  describe()
  return { root, tell }
}

function asMessage(data: unknown): { baton: unknown; count?: unknown } | null {
  return typeof data === 'object' && data !== null && 'baton' in data ? data : null
}

function icon(document: Document): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', ICON)
  svg.append(path)
  return svg
}
