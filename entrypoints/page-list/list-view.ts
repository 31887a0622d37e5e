import type { PageFound, PageRow } from '../../messaging/page-requests.ts'
import { STYLE } from './list-style.ts'

/** What the list is told by the agent. */
export interface ListEvents {
  type(query: string): void
  /** Null: the one that is marked. */
  choose(clicked: PageRow | null): void
  close(): void
}

/** How many rows PageUp and PageDown go. */
const PAGE = 6

/** The list of templates: a combobox that fills its document. */
export class ListView {
  readonly #input = document.createElement('input')
  readonly #list = part('div', '')
  readonly #nothing = part('p', 'nothing')
  readonly #hint = part('p', 'hint')
  readonly #ears = part('div', 'ears')
  readonly #events: ListEvents
  #rows: readonly PageRow[] = []
  #covered = ''
  #active = 0

  constructor(events: ListEvents) {
    this.#events = events
    const style = document.createElement('style')
    style.textContent = STYLE
    document.head.append(style)
    document.body.setAttribute('role', 'dialog')
    this.#list.setAttribute('role', 'listbox')
    this.#list.id = 'list'
    this.#ears.setAttribute('role', 'status')
    for (const [name, value] of Object.entries({
      ...{ role: 'combobox', 'aria-expanded': 'true', 'aria-controls': 'list' },
      ...{ 'aria-autocomplete': 'list', autocomplete: 'off', spellcheck: 'false' },
    })) {
      this.#input.setAttribute(name, value)
    }
    document.body.append(this.#input, this.#list, this.#nothing, this.#hint, this.#ears)
    this.#input.addEventListener('input', () => events.type(this.#input.value))
    this.#input.addEventListener('keydown', this.#onKey)
    // The focus stays in the box that is typed into.
    document.addEventListener('mousedown', (event) => {
      if (event.target !== this.#input) event.preventDefault()
    })
    this.#list.addEventListener('click', this.#onClick)
    // Whatever of the frame gets the focus, it is for this box.
    const focus = () => this.#input.focus({ preventScroll: true })
    window.addEventListener('focus', focus)
    focus()
  }

  show({ rows, words, theme }: PageFound): void {
    document.documentElement.dataset['theme'] = theme
    document.body.setAttribute('aria-label', words.title)
    this.#input.setAttribute('aria-label', words.placeholder)
    this.#input.placeholder = words.placeholder
    this.#list.setAttribute('aria-label', words.list)
    this.#hint.textContent = words.hint
    this.#covered = words.covered
    this.#rows = rows
    this.#list.replaceChildren(...rows.map(optionOf))
    this.#nothing.textContent = rows.length === 0 ? words.nothing : ''
    this.#ears.textContent = rows.length === 0 ? words.nothing : words.found
    this.#mark(0)
  }

  /** The row that Enter means. */
  get marked(): PageRow | null {
    return this.#rows[this.#active] ?? null
  }

  /** Nothing was chosen, since the page has put something over it. */
  sayCovered(): void {
    this.#hint.textContent = this.#covered
    this.#ears.textContent = this.#covered
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
    else if (key === 'Escape') this.#events.close()
    else if (key === 'Enter' || key === 'Tab') this.#events.choose(null)
    else return
    event.preventDefault()
  }

  readonly #onClick = (event: MouseEvent): void => {
    const options = [...this.#list.children]
    const row = this.#rows[options.findIndex((option) => event.composedPath().includes(option))]
    if (row) this.#events.choose(row)
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
