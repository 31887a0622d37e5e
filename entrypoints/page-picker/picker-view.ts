import type { PageFound, PageRow } from '../../messaging/page-requests.ts'
import { STYLE } from './picker-style.ts'
import { placeBox } from './place-box.ts'

/** What the list is told by the agent. */
export interface PickerEvents {
  type(query: string): void
  choose(row: PageRow): void
  /** `back`: the field gets the focus again; else the agent has gone elsewhere. */
  close(back: boolean): void
}

/** How many rows PageUp and PageDown go. */
const PAGE = 6
/** What the browser tells of the keyboard and the pointer: nothing of it is the page's business. */
const PRIVATE = [
  ...['keydown', 'keyup', 'keypress', 'beforeinput', 'input', 'change', 'paste', 'copy', 'cut'],
  ...['mousedown', 'mouseup', 'pointerdown', 'pointerup', 'click', 'dblclick', 'contextmenu'],
  ...['focusin', 'focusout', 'compositionstart', 'compositionupdate', 'compositionend'],
]

/**
 * The list of templates over a page: a combobox in a closed component, so that the page's scripts cannot read it, nor
 * its styles reach it. Events that a script made are ignored: only the agent can type and choose.
 */
export class PickerView {
  readonly #host = document.createElement('div')
  readonly #box = part('div', 'box')
  readonly #input = document.createElement('input')
  readonly #list = part('div', '')
  readonly #nothing = part('p', 'nothing')
  readonly #hint = part('p', 'hint')
  readonly #ears = part('div', 'ears')
  readonly #events: PickerEvents
  readonly #gone = new AbortController()
  #rows: readonly PageRow[] = []
  #active = 0

  constructor(events: PickerEvents) {
    this.#events = events
    const root = this.#host.attachShadow({ mode: 'closed' })
    const style = document.createElement('style')
    style.textContent = STYLE
    this.#box.setAttribute('role', 'dialog')
    this.#list.setAttribute('role', 'listbox')
    this.#list.id = 'list'
    this.#ears.setAttribute('role', 'status')
    for (const [name, value] of Object.entries({
      ...{ role: 'combobox', 'aria-expanded': 'true', 'aria-controls': 'list' },
      ...{ 'aria-autocomplete': 'list', autocomplete: 'off', spellcheck: 'false' },
    })) {
      this.#input.setAttribute(name, value)
    }
    this.#box.append(this.#input, this.#list, this.#nothing, this.#hint, this.#ears)
    root.append(style, this.#box)
    for (const name of PRIVATE) {
      this.#box.addEventListener(name, (event) => event.stopPropagation())
    }
    this.#input.addEventListener(
      'input',
      trusted(() => events.type(this.#input.value)),
    )
    this.#input.addEventListener('keydown', trusted(this.#onKey))
    // The focus stays in the box that is typed into.
    this.#list.addEventListener('mousedown', (event) => event.preventDefault())
    this.#list.addEventListener('click', trusted(this.#onClick))
    const { signal } = this.#gone
    const elsewhere = trusted((event: Event) => {
      if (!event.composedPath().includes(this.#host)) events.close(false)
    })
    window.addEventListener('pointerdown', elsewhere, { capture: true, signal })
    window.addEventListener('focusin', elsewhere, { capture: true, signal })
  }

  /** Shows it by a field; what moves the field moves the list. */
  openBy(field: Element): void {
    // A dialog of the page's makes all outside of itself unreachable, or takes the focus back.
    const around = field.closest('dialog, [role=dialog], [aria-modal=true]')
    const home = around ?? document.body
    home.append(this.#host)
    this.#host.popover = 'manual'
    this.#host.showPopover()
    const place = () => this.#place(field.getBoundingClientRect())
    const { signal } = this.#gone
    window.addEventListener('resize', place, { signal })
    window.addEventListener('scroll', place, { capture: true, passive: true, signal })
    place()
    this.#input.focus({ preventScroll: true })
  }

  show({ rows, words, theme }: PageFound): void {
    const dark = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
    this.#box.dataset['theme'] = theme === 'system' ? dark : theme
    this.#box.setAttribute('aria-label', words.title)
    this.#input.setAttribute('aria-label', words.placeholder)
    this.#input.placeholder = words.placeholder
    this.#list.setAttribute('aria-label', words.list)
    this.#hint.textContent = words.hint
    this.#rows = rows
    this.#list.replaceChildren(...rows.map(optionOf))
    this.#nothing.textContent = rows.length === 0 ? words.nothing : ''
    this.#ears.textContent = rows.length === 0 ? words.nothing : words.found
    this.#mark(0)
  }

  /** Takes it out of the page. */
  remove(): void {
    this.#gone.abort()
    this.#host.remove()
  }

  #place(rect: Pick<DOMRect, 'left' | 'top' | 'bottom'>): void {
    const { left, width, maxHeight, top, bottom } = placeBox(rect, {
      width: innerWidth,
      height: innerHeight,
    })
    Object.assign(this.#box.style, {
      ...{ left: `${left}px`, width: `${width}px`, maxHeight: `${maxHeight}px` },
      top: top === undefined ? 'auto' : `${top}px`,
      bottom: bottom === undefined ? 'auto' : `${bottom}px`,
    })
  }

  #mark(at: number): void {
    this.#active = Math.max(0, Math.min(this.#rows.length - 1, at))
    for (const [index, option] of [...this.#list.children].entries()) {
      option.setAttribute('aria-selected', String(index === this.#active))
    }
    const option = this.#list.children[this.#active]
    option?.scrollIntoView({ block: 'nearest' })
    if (option) this.#input.setAttribute('aria-activedescendant', option.id)
    else this.#input.removeAttribute('aria-activedescendant')
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    // Enter and the arrows belong to whoever composes a character.
    if (event.isComposing) return
    const { key } = event
    const count = Math.max(1, this.#rows.length)
    if (key === 'ArrowDown') this.#mark((this.#active + 1) % count)
    else if (key === 'ArrowUp') this.#mark((this.#active - 1 + count) % count)
    else if (key === 'PageDown') this.#mark(this.#active + PAGE)
    else if (key === 'PageUp') this.#mark(this.#active - PAGE)
    else if (key === 'Escape') this.#events.close(true)
    else if (key === 'Enter' || key === 'Tab') this.#choose(this.#active)
    else return
    event.preventDefault()
  }

  readonly #onClick = (event: MouseEvent): void => {
    const options = [...this.#list.children]
    this.#choose(options.findIndex((option) => event.composedPath().includes(option)))
  }

  #choose(at: number): void {
    const row = this.#rows[at]
    if (row) this.#events.choose(row)
  }
}

/** Events that a script of the page made up are nobody's. */
function trusted<E extends Event>(listener: (event: E) => void): (event: E) => void {
  return (event) => {
    if (event.isTrusted) listener(event)
  }
}

function optionOf({ shortcut, title, language, beginning }: PageRow, index: number): HTMLElement {
  const option = part('div', '')
  option.id = `option-${index}`
  option.setAttribute('role', 'option')
  const head = part('div', 'head')
  head.append(part('span', 'shortcut', `/${shortcut}`), part('span', 'title', title))
  if (language !== null) head.append(part('span', 'language', language))
  option.append(head, part('div', 'beginning', beginning))
  return option
}

function part(tag: 'div' | 'p' | 'span', name: string, text = ''): HTMLElement {
  const element = document.createElement(tag)
  element.className = name
  element.textContent = text
  element.dir = 'auto'
  return element
}
