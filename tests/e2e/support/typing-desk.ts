import type { Page } from 'puppeteer-core'

/** The message box. */
export const BOX = '[role=combobox] textarea'

/** What stands where in a panel that is typed into. */
export class TypingDesk {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** The customer of the open chat. */
  title(): Promise<string> {
    return this.#page.$eval('header h2', ({ textContent }) => textContent).catch(() => 'nothing')
  }

  /** What stands in the message box. */
  written(): Promise<string> {
    return this.#page
      .$eval(BOX, (box) => (box instanceof HTMLTextAreaElement ? box.value : ''))
      .catch(() => '')
  }

  /** What stands in the box once this is typed at its caret. */
  withTyped(text: string): Promise<string> {
    return this.#page
      .$eval(
        BOX,
        (box, more) => {
          if (!(box instanceof HTMLTextAreaElement)) return ''
          const { value, selectionStart, selectionEnd } = box
          return value.slice(0, selectionStart) + more + value.slice(selectionEnd)
        },
        text,
      )
      .catch(() => '')
  }

  /** The name of the message box. */
  called(): Promise<string | null> {
    return this.#page.$eval(BOX, (box) => box.getAttribute('aria-label')).catch(() => '')
  }

  /** What stands in every field but the message box, and how the panel is set. */
  elsewhere(): Promise<string> {
    return this.#page.evaluate((box) => {
      const fields = [...document.querySelectorAll('input, textarea')]
        .filter((field) => !field.matches(box))
        .map((field) => ('value' in field ? String(field.value) : ''))
      const { theme, density } = document.documentElement.dataset
      return [...fields, theme, density, document.documentElement.lang].join(' | ')
    }, BOX)
  }

  isInAnotherField(): Promise<boolean> {
    return this.#page.evaluate((box) => {
      const { activeElement } = document
      return activeElement?.matches('input, textarea') === true && !activeElement.matches(box)
    }, BOX)
  }

  /** What stands in the note of a dialog, which takes what is typed wherever in it the focus is; null without one. */
  noteOfDialog(): Promise<string | null> {
    return this.#page
      .$eval('[role=dialog] textarea', (note) => ('value' in note ? note.value : null))
      .catch(() => null)
  }

  /** Waits for two frames: what a click does at once is done. */
  settle(): Promise<void> {
    return this.#page.evaluate(
      () =>
        new Promise<void>((resolve) =>
          requestAnimationFrame(() => requestAnimationFrame(() => resolve())),
        ),
    )
  }

  /** Notes when each key is let go from now on, by the clock of events: the panel hides keys that are pressed for nobody. */
  watchKeys(): Promise<void> {
    return this.#page.evaluate(() => {
      const times: number[] = []
      Object.assign(window, { keyTimes: times })
      window.addEventListener('keyup', ({ timeStamp }) => times.push(timeStamp), true)
    })
  }

  /** The longest time between two of so many keys that were pressed before the last one, in ms. */
  longestRest(keys: number): Promise<number> {
    return this.#page.evaluate((count) => {
      const times = (window as { keyTimes?: number[] }).keyTimes?.slice(-count - 1, -1) ?? []
      return Math.max(0, ...times.map((time, index) => time - (times[index - 1] ?? time)))
    }, keys)
  }
}
