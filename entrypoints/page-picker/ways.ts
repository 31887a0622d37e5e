import { rangeIn } from './caret.ts'
import type { Field } from './find-field.ts'

/** Puts a text into a field that has the focus. False when nobody said that they took it. */
type Way = (field: Field, text: string) => boolean

/**
 * In the order in which they are tried. Editors with a document of their own take what they are told by events, and
 * lose what is written into the page behind their back; all know how to paste.
 */
export const WAYS: readonly Way[] = [paste, tellBeforehand, type, set]

function paste({ element }: Field, text: string): boolean {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', text)
  // Chromium takes `clipboardData`; Firefox leaves it empty, and takes the other two.
  const event = new ClipboardEvent('paste', {
    ...{ clipboardData, dataType: 'text/plain', data: text },
    ...{ bubbles: true, cancelable: true, composed: true },
  })
  return !element.dispatchEvent(event)
}

/** Some editors listen to this alone; Chromium does not send it for what a script types. */
function tellBeforehand({ element }: Field, text: string): boolean {
  const event = new InputEvent('beforeinput', {
    ...{ inputType: 'insertText', data: text },
    ...{ bubbles: true, cancelable: true, composed: true },
  })
  return !element.dispatchEvent(event)
}

/** Types as the keyboard does. */
function type({ element }: Field, text: string): boolean {
  // Marked as old, but the only way in which a page's undo knows what was written.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return element.ownerDocument.execCommand('insertText', false, text)
}

/** Where the browser does not let a script type. */
function set(field: Field, text: string): boolean {
  if (field.kind === 'box') {
    const { element } = field
    const end = element.value.length
    element.setRangeText(text, element.selectionStart ?? end, element.selectionEnd ?? end, 'end')
  } else {
    const range = rangeIn(field.element)
    if (!range) return false
    range.deleteContents()
    range.insertNode(document.createTextNode(text))
    range.collapse(false)
  }
  field.element.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
  return true
}
