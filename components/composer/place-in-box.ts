/** Styles that decide where a character stands. */
const COPIED = [
  ...['direction', 'box-sizing', 'width', 'padding-left', 'padding-right', 'font-family'],
  ...['font-size', 'font-weight', 'letter-spacing', 'line-height', 'text-indent', 'tab-size'],
]

/**
 * Pixels between the left edge of a text area and a character of its text. No browser tells: it is read from a copy of
 * the text that is laid out the same way.
 */
export function leftOf(box: HTMLTextAreaElement, index: number): number {
  const style = getComputedStyle(box)
  const copy = document.createElement('div')
  for (const name of COPIED) copy.style.setProperty(name, style.getPropertyValue(name))
  Object.assign(copy.style, { position: 'absolute', visibility: 'hidden', overflow: 'hidden' })
  Object.assign(copy.style, { whiteSpace: 'pre-wrap', overflowWrap: 'break-word' })
  copy.textContent = box.value.slice(0, index)
  const mark = document.createElement('span')
  mark.textContent = box.value.slice(index) || '.'
  copy.append(mark)
  document.body.append(copy)
  const left = mark.offsetLeft
  copy.remove()
  return left
}

/** A text as it is put behind another one, with an empty line between. */
export function apartFrom(before: string, text: string): string {
  if (before === '' || before.endsWith('\n\n')) return text
  return (before.endsWith('\n') ? '\n' : '\n\n') + text
}
