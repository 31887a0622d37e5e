/**
 * Puts a text in place of a part of a text area as if it had been typed, with the caret behind it: the browser's
 * undo then brings back what stood there. Where the browser will not type, the text is set, and cannot be undone.
 */
export function typeInto(
  box: HTMLTextAreaElement,
  { start, end, text }: { start: number; end: number; text: string },
): void {
  if (start === end && text === '') return
  box.focus()
  box.setSelectionRange(start, end)
  if (document.activeElement === box && typed(text)) {
    endStep(box)
    return
  }
  box.setRangeText(text, start, end)
  box.setSelectionRange(start + text.length, start + text.length)
  box.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

/** The one way of writing that browsers keep undo for: deprecated for years, with nothing in its place. */
function typed(text: string): boolean {
  if (!('execCommand' in document)) return false
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return document.execCommand(text === '' ? 'delete' : 'insertText', false, text)
}

/** Chromium takes what is typed next into the same step of undo unless the selection moves in between. */
function endStep(box: HTMLTextAreaElement) {
  const { selectionStart, selectionEnd } = box
  box.setSelectionRange(0, 0)
  box.setSelectionRange(selectionStart, selectionEnd)
}
