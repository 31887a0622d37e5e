import { shadowRootOf } from '../../platform/shadow-root.ts'

/** A place for text in a page. */
export type Field =
  | { kind: 'box'; element: HTMLInputElement | HTMLTextAreaElement }
  | { kind: 'editor'; element: HTMLElement }

/** Kinds of input that hold a text of the agent's. Never a password. */
const TYPES = new Set(['text', 'search', 'email', 'url', 'tel'])

/**
 * The field with the focus in this document, however deep in components; null when what has it takes no text, and
 * `frame` when it is a frame, in which another copy of this script may be.
 */
export function focusedField(page: Document): Field | 'frame' | null {
  let element = page.activeElement
  for (;;) {
    const inner = element ? shadowRootOf(element)?.activeElement : null
    if (!inner) break
    element = inner
  }
  if (!element) return null
  if (element instanceof HTMLIFrameElement) return 'frame'
  if (element instanceof HTMLTextAreaElement) return usable(element)
  if (element instanceof HTMLInputElement) return TYPES.has(element.type) ? usable(element) : null
  if (element instanceof HTMLElement && element.isContentEditable)
    return { kind: 'editor', element }
  return null
}

function usable(element: HTMLInputElement | HTMLTextAreaElement): Field | null {
  return element.disabled || element.readOnly ? null : { kind: 'box', element }
}
