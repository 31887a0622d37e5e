import type { Shown, SiteTells } from '../site/messages.ts'
import type { Words } from '../words/english.ts'

/** How long a frame that has loaded may take to say that the chat is in it, in ms. */
const SILENT_MS = 3_000
/** How long it may take to load at all, in ms. */
const LOADING_MS = 25_000

interface FrameOptions {
  document: Document
  /** Origin of the Baton server. */
  origin: string
  query: URLSearchParams
  /** The same chat as a page of its own. */
  direct: string
  title: string
  /** Ends when the frame is off the page. */
  signal: AbortSignal
  words: Words
  tells: () => SiteTells
  /** The chat says something. */
  heard: (message: Record<string, unknown>) => void
}

/** The chat in its frame, made when it is first wanted. */
export interface ChatFrame {
  /** Holds the frame, or what stands in its place. */
  element: HTMLElement
  load(): void
  show(shown: Shown): void
  tell(): void
}

export function createChatFrame(options: FrameOptions): ChatFrame {
  const { document, origin, query, direct, title, words, tells, heard, signal } = options
  const element = document.createElement('div')
  let frame: HTMLIFrameElement | null = null
  let instead: HTMLElement | null = null
  let isReady = false
  let shown: Shown = 'nothing'
  let deadline: number | undefined

  const page = document.defaultView

  function tell(): void {
    // To the server's own page in the frame, wherever the frame may have been led.
    if (isReady) frame?.contentWindow?.postMessage(tells(), origin)
  }

  function load(): void {
    if (frame) return
    instead?.remove()
    instead = null
    frame = document.createElement('iframe')
    frame.title = title
    frame.allow = 'autoplay; clipboard-write'
    frame.src = `${origin}/chat?${query.toString()}`
    frame.addEventListener('load', () => {
      if (!isReady) giveUpIn(SILENT_MS)
      if (shown === 'chat') frame?.focus()
    })
    draw()
    element.append(frame)
    giveUpIn(LOADING_MS)
  }

  function draw(): void {
    if (frame) {
      frame.hidden = shown === 'nothing'
      frame.className = shown === 'preview' ? 'chat preview' : 'chat'
    }
    if (instead) instead.hidden = shown !== 'chat'
  }

  function giveUpIn(ms: number): void {
    page?.clearTimeout(deadline)
    deadline = page?.setTimeout(giveUp, ms)
  }

  /** Whatever keeps the chat out of the frame: the visitor gets a way to it, and the site's developer the reason. */
  function giveUp(): void {
    page?.clearTimeout(deadline)
    if (isReady || !frame) return
    frame.remove()
    frame = null
    console.error(
      `Baton: the chat did not load in its frame. Either ${origin} cannot be reached, or this page may not frame it: allow ${origin} in your content security policy (frame-src), and name ${page?.origin ?? 'this site'} in the panel's Settings, Team, "Sites that may show the chat", if sites are named there.`,
    )
    instead = linkInstead(document, words, direct)
    draw()
    element.append(instead)
  }

  function listen({ source, data }: MessageEvent<unknown>): void {
    if (!frame || source !== frame.contentWindow || !isMessage(data)) return
    if (data.baton === 'ready') {
      page?.clearTimeout(deadline)
      isReady = true
      tell()
    } else heard(data)
  }

  function blocked({ blockedURI, effectiveDirective }: SecurityPolicyViolationEvent): void {
    const isFrame = /^(frame|child|default)-src$/.test(effectiveDirective)
    if (frame && isFrame && blockedURI.startsWith(origin)) giveUp()
  }

  page?.addEventListener('message', listen, { signal })
  document.addEventListener('securitypolicyviolation', blocked, { signal })
  signal.addEventListener('abort', () => page?.clearTimeout(deadline))
  return {
    element,
    load,
    tell,
    show: (wanted) => {
      shown = wanted
      // What could not be had may be there by now.
      if (wanted !== 'nothing') load()
      draw()
      tell()
      if (wanted === 'chat') frame?.focus()
    },
  }
}

function linkInstead(document: Document, words: Words, address: string): HTMLElement {
  const box = document.createElement('div')
  box.className = 'chat instead'
  const said = document.createElement('p')
  said.textContent = words.cannotFrame
  const link = document.createElement('a')
  link.href = address
  link.target = '_blank'
  link.rel = 'noopener'
  link.textContent = words.openInWindow
  box.append(said, link)
  return box
}

function isMessage(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null && 'baton' in data
}
