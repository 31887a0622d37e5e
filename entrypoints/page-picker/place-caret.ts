import type { PageText } from '../../messaging/page-requests.ts'
import { rangeIn, selectionOf } from './caret.ts'
import type { Field } from './find-field.ts'
import { lettersOf } from './letters.ts'

/**
 * Selects the first place of a text that is still open, or else puts the caret where the template wants it. The text
 * ends where the caret is now. Where an editor has made something else of it, the caret stays behind it.
 */
export function placeCaretBehind(field: Field, text: PageText): void {
  if (field.kind === 'box') inBox(field.element, text)
  else inEditor(field.element, text)
}

function inBox(box: HTMLInputElement | HTMLTextAreaElement, { text, caret, gap }: PageText): void {
  const start = (box.selectionEnd ?? 0) - text.length
  if (start < 0 || box.value.slice(start, start + text.length) !== text) return
  if (gap) box.setSelectionRange(start + gap.start, start + gap.end)
  else if (caret !== null) box.setSelectionRange(start + caret, start + caret)
}

function inEditor(editor: HTMLElement, { text, caret, gap }: PageText): void {
  const selection = selectionOf(editor)
  const end = rangeIn(editor)
  if (!selection || !end) return
  if (gap) selectGap(selection, textBefore(editor, end), text, gap)
  else if (caret !== null) moveBack(selection, textBefore(editor, end), text.slice(caret))
}

interface Piece {
  node: Node
  text: string
}

/** The texts of an editor in order, up to a place in it. */
function textBefore(editor: HTMLElement, end: Range): Piece[] {
  const pieces: Piece[] = []
  const texts = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const whole = node.textContent ?? ''
    const here = node === end.endContainer
    if (!here && end.comparePoint(node, 0) > 0) break
    pieces.push({ node, text: here ? whole.slice(0, end.endOffset) : whole })
    if (here) break
  }
  return pieces
}

/** Selects a gap, from its first bracket to its last, by the letters that stand behind both. */
function selectGap(
  selection: Selection,
  pieces: readonly Piece[],
  text: string,
  { start, end }: NonNullable<PageText['gap']>,
): void {
  const first = placeOf(pieces, lettersOf(text.slice(start)).length)
  const last = placeOf(pieces, lettersOf(text.slice(end - 1)).length)
  if (first?.node.textContent?.charAt(first.offset) !== '[') return
  if (last?.node.textContent?.charAt(last.offset) !== ']') return
  selection.setBaseAndExtent(first.node, first.offset, last.node, last.offset + 1)
}

/**
 * Goes back over as many letters as stand behind the caret in the text, then over the spaces and lines between: editors
 * keep letters, but may make other lines and spaces of those they are given.
 */
function moveBack(selection: Selection, pieces: readonly Piece[], behind: string): void {
  const first = placeOf(pieces, lettersOf(behind).length)
  if (!first) return
  selection.collapse(first.node, first.offset)
  const spaces = /^\s*/.exec(behind)?.[0].length ?? 0
  for (let step = 0; step < spaces; step += 1) {
    const { focusNode, focusOffset } = selection
    selection.modify('move', 'backward', 'character')
    if (!selection.focusNode) return
    const passed = document.createRange()
    passed.setStart(selection.focusNode, selection.focusOffset)
    passed.setEnd(first.node, first.offset)
    if (lettersOf(passed.toString()) === '') continue
    selection.collapse(focusNode, focusOffset)
    return
  }
}

/** The place in front of the last so many letters; null when there are not that many. */
function placeOf(pieces: readonly Piece[], letters: number): { node: Node; offset: number } | null {
  let left = letters
  for (const { node, text } of pieces.toReversed()) {
    for (let offset = text.length; offset >= 0; offset -= 1) {
      if (left === 0) return { node, offset }
      if (offset > 0 && lettersOf(text.charAt(offset - 1)) !== '') left -= 1
    }
  }
  return null
}
