import type { Field } from './find-field.ts'

/** Remembers where the caret is now; answers what gives it, and the focus, back: false when the field is gone. */
export function rememberCaret(field: Field): () => boolean {
  const { element } = field
  const back = field.kind === 'box' ? backInBox(field.element) : backInEditor(field.element)
  return () => {
    if (!element.isConnected) return false
    element.focus({ preventScroll: true })
    back()
    return true
  }
}

function backInBox(box: HTMLInputElement | HTMLTextAreaElement): () => void {
  const { selectionStart: start, selectionEnd: end } = box
  // Kinds of input that do not tell, such as addresses of mail, keep it themselves.
  return () => {
    if (start !== null && end !== null) box.setSelectionRange(start, end)
  }
}

function backInEditor(editor: HTMLElement): () => void {
  const before = rangeIn(editor)
  return () => {
    const selection = selectionOf(editor)
    if (!selection || !before || !editor.contains(before.startContainer)) return
    selection.removeAllRanges()
    selection.addRange(before)
  }
}

export function selectionOf(element: HTMLElement): Selection | null {
  const root = element.getRootNode()
  // Chromium keeps a selection of its own in each component.
  const own: unknown = Reflect.get(root, 'getSelection')
  if (typeof own === 'function') {
    const found: unknown = Reflect.apply(own, root, [])
    if (found instanceof Selection) return found
  }
  return element.ownerDocument.getSelection()
}

/** What is selected in an editor; null when that is elsewhere. */
export function rangeIn(editor: HTMLElement): Range | null {
  const selection = selectionOf(editor)
  if (!selection || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  return editor.contains(range.startContainer) ? range.cloneRange() : null
}
