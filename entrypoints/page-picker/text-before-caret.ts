import { rangeIn } from './caret.ts'
import type { Field } from './find-field.ts'

/** Signs that are not seen, which editors put into empty lines. */
const UNSEEN = /[\u200b\u2060\ufeff]+/g

/** What stands right before the caret on its line, or its last part; empty at the beginning, and where nobody tells. */
export function textBeforeCaret(field: Field): string {
  if (field.kind === 'box') {
    const { value, selectionStart } = field.element
    return selectionStart === null ? '' : value.slice(0, selectionStart)
  }
  const range = rangeIn(field.element)
  return range ? textBefore(field.element, range.startContainer, range.startOffset) : ''
}

/** Goes back from a place in an editor to the last text before it, but not over the beginning of a line. */
function textBefore(editor: HTMLElement, node: Node, offset: number): string {
  let [at, place] = [node, offset]
  for (;;) {
    if (at instanceof Text) {
      const text = at.data.slice(0, place).replace(UNSEEN, '')
      if (text !== '') return text
    } else if (place > 0) {
      const before = at.childNodes[place - 1]
      if (!before || beginsLine(before)) return ''
      at = before
      place = before instanceof Text ? before.length : before.childNodes.length
      continue
    }
    if (at === editor || beginsLine(at) || !at.parentNode) return ''
    place = [...at.parentNode.childNodes].findIndex((child) => child === at)
    at = at.parentNode
  }
}

function beginsLine(node: Node): boolean {
  if (!(node instanceof Element)) return false
  return (
    node.localName === 'br' ||
    !/^(?:inline|contents|none|ruby)/.test(getComputedStyle(node).display)
  )
}
