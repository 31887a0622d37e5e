import { LAUNCHER_STYLES } from './launcher-styles.ts'

/** The element that holds the chat on somebody else's page. */
export interface LauncherHost {
  /** The page itself cannot reach into it. */
  root: ShadowRoot
  /** Ends when the element is off the page. */
  signal: AbortSignal
  /** Takes it off the page. */
  remove(): void
}

/**
 * Puts an element on the page that the page neither styles nor loses. It stands beside the body, which frameworks
 * replace; in the browser's top layer no transform, filter or stacking of the page reaches it. `lost` is called when
 * the page took it away all the same, and has a place for another one: what was in it has begun anew or lost its
 * listeners, so that one is made from scratch.
 */
export function createHost(document: Document, lost: () => void): LauncherHost {
  const host = document.createElement('div')
  host.dataset.batonChat = ''
  const root = host.attachShadow({ mode: 'closed' })
  // A sheet made by script needs no leave of the page's CSP for inline styles.
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(LAUNCHER_STYLES)
  root.adoptedStyleSheets = [sheet]
  const life = new AbortController()

  const watcher = new MutationObserver(() => {
    const { documentElement } = document
    // Between two documents there is none.
    if (!isThere(documentElement) || host.parentNode === documentElement) return
    remove()
    lost()
  })
  function remove(): void {
    watcher.disconnect()
    host.remove()
    life.abort()
  }
  document.documentElement.append(host)
  watcher.observe(document, { childList: true })
  watcher.observe(document.documentElement, { childList: true })
  toTopLayer(host)
  // Hidden by a script of the page's that goes through everything that pops over it.
  host.addEventListener('toggle', () => toTopLayer(host))
  return { root, signal: life.signal, remove }
}

/** Browsers without a top layer for it show it above everything that has a place in the page's own order. */
function toTopLayer(host: HTMLElement): void {
  if (!('showPopover' in host) || typeof host.showPopover !== 'function') return
  host.popover = 'manual'
  if (host.isConnected && !host.matches(':popover-open')) host.showPopover()
}

function isThere(element: Element | null): element is Element {
  return element !== null
}
