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
  const element = focusedElement(page)
  if (!element) return null
  if (element instanceof HTMLIFrameElement) return 'frame'
  if (element instanceof HTMLTextAreaElement) return usable(element)
  if (element instanceof HTMLInputElement) return TYPES.has(element.type) ? usable(element) : null
  return element instanceof HTMLElement && takesText(element) ? { kind: 'editor', element } : null
}

/** What has the focus in this document, however deep in components. */
export function focusedElement(page: Document): Element | null {
  let element = page.activeElement
  for (;;) {
    const inner = element ? shadowRootOf(element)?.activeElement : null
    if (!inner) return element
    element = inner
  }
}

function usable(element: HTMLInputElement | HTMLTextAreaElement): Field | null {
  return element.disabled || element.readOnly ? null : { kind: 'box', element }
}

/** Also an editor that draws its text itself, and has the browser send it what is typed (Monaco). */
function takesText(element: HTMLElement): boolean {
  const whole = element.ownerDocument.designMode === 'on'
  return element.isContentEditable || whole || Boolean(Reflect.get(element, 'editContext'))
}
