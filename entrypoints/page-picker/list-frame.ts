import { pageListAddress } from '../../platform/page-list.ts'
import { homeOf } from './home-of.ts'
import { placeList } from './place-list.ts'
import { rectIn, windowsAround } from './windows-around.ts'

/** Lives in somebody else's page: nothing of that page's reaches it. */
const STYLE = `
:host {
  all: initial !important;
  display: block !important;
  position: fixed !important;
  inset: 0 auto auto 0 !important;
  width: 0 !important;
  height: 0 !important;
  overflow: visible !important;
  z-index: 2147483647 !important;
}
iframe {
  position: fixed;
  box-sizing: border-box;
  border: 1px solid rgb(128 128 140 / 0.35);
  border-radius: 12px;
  box-shadow: 0 8px 28px rgb(23 23 28 / 0.2);
}
`
/** How often to see whether the agent is still in the list, in ms: a page is not told of its frames' focus. */
const LOOK_EVERY_MS = 250
/** How far from its edges the list has to be on top, in pixels. */
const INSET = 12

/**
 * The frame with the list, over a page: the page's scripts can reach neither into it nor to its address. `leave` is
 * called when the agent goes elsewhere in the page, or the page takes the list away.
 */
export class ListFrame {
  readonly #windows: readonly Window[]
  readonly #page: Window
  readonly #field: Element
  readonly #host: HTMLElement
  readonly #frame: HTMLIFrameElement
  readonly #gone = new AbortController()
  readonly #leave: () => void
  #loaded = false

  constructor(field: Element, leave: () => void) {
    this.#field = field
    this.#leave = leave
    this.#windows = windowsAround(field)
    this.#page = this.#windows.at(-1) ?? window
    const { document } = this.#page
    this.#host = document.createElement('div')
    this.#frame = document.createElement('iframe')
    const style = document.createElement('style')
    style.textContent = STYLE
    // Nothing is stored in it; so it may be shown in pages that take frames with a policy of their own only.
    this.#frame.setAttribute('credentialless', '')
    this.#host.attachShadow({ mode: 'closed' }).append(style, this.#frame)
  }

  /** Shows it by the field, empty; what moves the field moves the list. */
  open(): void {
    const { signal } = this.#gone
    // In a small frame there is no room for it.
    homeOf(this.#windows.at(-2)?.frameElement ?? this.#field).append(this.#host)
    this.#host.popover = 'manual'
    this.#host.showPopover()
    this.#place()
    for (const each of this.#windows) {
      each.addEventListener('resize', this.#place, { signal })
      each.addEventListener('scroll', this.#place, { capture: true, passive: true, signal })
      for (const name of ['pointerdown', 'focusin']) {
        each.addEventListener(name, this.#onElsewhere, { capture: true, signal })
      }
      for (const name of ['keydown', 'keypress', 'keyup', 'beforeinput']) {
        each.addEventListener(name, this.#onEarlyKey, { capture: true, signal })
      }
    }
    const looking = setInterval(() => {
      if (!this.#host.isConnected || (this.#loaded && !this.#isFocused())) this.#leave()
    }, LOOK_EVERY_MS)
    signal.addEventListener('abort', () => clearInterval(looking))
    this.#frame.focus({ preventScroll: true })
  }

  /** Has the extension's page come into it, which is nobody's list without the secret. */
  load(secret: string): void {
    this.#frame.addEventListener(
      'load',
      () => {
        this.#loaded = true
        if (!this.#isFocused()) this.#frame.focus({ preventScroll: true })
      },
      { once: true },
    )
    this.#frame.src = pageListAddress(secret)
  }

  /** Whether nothing of the page lies over it, as far as the page's elements tell. */
  isClear(): boolean {
    const { left, top, right, bottom } = this.#frame.getBoundingClientRect()
    const across = [left + INSET, (left + right) / 2, right - INSET]
    const down = [top + INSET, (top + bottom) / 2, bottom - INSET]
    const root = this.#root()
    return across.every((x) => down.every((y) => root.elementFromPoint(x, y) === this.#host))
  }

  /** Takes it out of the page. */
  remove(): void {
    this.#gone.abort()
    this.#host.remove()
  }

  readonly #place = (): void => {
    const window = { width: this.#page.innerWidth, height: this.#page.innerHeight }
    const placed = placeList(rectIn(this.#windows, this.#field), window)
    for (const [name, pixels] of Object.entries(placed)) {
      this.#frame.style.setProperty(name, `${pixels}px`)
    }
  }

  readonly #onElsewhere = (event: Event): void => {
    if (event.isTrusted && !event.composedPath().includes(this.#host)) this.#leave()
  }

  /** Keys that come before the list is there are meant for it, not for the page. */
  readonly #onEarlyKey = (event: Event): void => {
    if (this.#loaded || !event.isTrusted) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if ('key' in event && event.key === 'Escape') this.#leave()
  }

  /** Also while the agent is in another window. */
  #isFocused(): boolean {
    return !this.#page.document.hasFocus() || this.#root().activeElement === this.#host
  }

  #root(): DocumentOrShadowRoot {
    const root = this.#host.getRootNode()
    return isRoot(root) ? root : this.#page.document
  }
}

/** Pages in frames have classes of their own, so none is asked for here. */
function isRoot(node: Node): node is Node & DocumentOrShadowRoot {
  return 'elementFromPoint' in node
}
