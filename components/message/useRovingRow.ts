import { nextTick, ref, type Ref } from 'vue'

interface Rows {
  /** The scrolling box that holds the rows; each row is an element with a `data-key`. */
  box: () => HTMLElement | null | undefined
  keys: () => readonly string[]
  /** Brings a row into the view. */
  show: (index: number) => void
}

/**
 * Lets the arrow keys go from row to row in a scrolling list that is one stop of the Tab key: down the list and up, to
 * the ends with Home and End. Enter and the menu key press the row's button (`data-message-actions`).
 * Gives the index of the row to keep mounted, how to go to a row, and what to do with a key.
 */
export function useRovingRow({ box, keys, show }: Rows): {
  current: Ref<number>
  go: (index: number) => Promise<void>
  onKey: (event: KeyboardEvent) => void
} {
  const current = ref(-1)

  const rowOf = (target: EventTarget | null) =>
    target instanceof Element ? target.closest<HTMLElement>('[data-key]') : null

  async function go(index: number) {
    const key = keys()[index]
    if (key === undefined) return
    current.value = index
    await nextTick()
    show(index)
    await nextTick()
    box()
      ?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)
      ?.focus({
        preventScroll: true,
      })
  }

  function onKey(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    const row = rowOf(event.target)
    const at = row ? keys().indexOf(row.dataset['key'] ?? '') : keys().length
    const to = targetOf(event.key, at, keys().length)
    // A block of code in the row scrolls by its own keys.
    if (row && event.target !== row && !isButton(event.target)) return
    if (to !== null) {
      event.preventDefault()
      void go(Math.max(0, Math.min(keys().length - 1, to)))
    } else if (row === event.target && ['Enter', 'ContextMenu'].includes(event.key)) {
      event.preventDefault()
      row?.querySelector<HTMLElement>('[data-message-actions]')?.click()
    }
  }
  return { current, go, onKey }
}

function isButton(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('[data-message-actions]')
}

function targetOf(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowUp':
      return at - 1
    case 'ArrowDown':
      return at + 1
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}
