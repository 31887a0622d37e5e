import { gapsOf } from '@baton/domain/template/gaps.ts'
import { rangeIn, selectionOf } from './caret.ts'
import type { Field } from './find-field.ts'
import { lettersOf } from './letters.ts'

/**
 * Puts the caret where the template wants it, `caret` being an offset in the text that ends where it is now; selects
 * the first placeholder that is still open, if there is one. Where an editor has made something else of the text, it
 * stays behind it.
 */
export function placeCaretBehind(field: Field, text: string, caret: number | null): void {
  if (field.kind === 'box') inBox(field.element, text, caret)
  else inEditor(field.element, text, caret)
}

function inBox(
  box: HTMLInputElement | HTMLTextAreaElement,
  text: string,
  caret: number | null,
): void {
  const start = (box.selectionEnd ?? 0) - text.length
  if (start < 0 || box.value.slice(start, start + text.length) !== text) return
  const [gap] = gapsOf(text)
  if (gap) box.setSelectionRange(start + gap.start, start + gap.end)
  else if (caret !== null) box.setSelectionRange(start + caret, start + caret)
}

function inEditor(editor: HTMLElement, text: string, caret: number | null): void {
  const selection = selectionOf(editor)
  const end = rangeIn(editor)
  if (!selection || !end) return
  const gaps = gapsOf(text).length
  if (gaps > 0) selectGap(selection, textBefore(editor, end), gaps)
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

/** Selects the n-th placeholder from the end, which is the first one of what was just written. */
function selectGap(selection: Selection, pieces: readonly Piece[], fromTheEnd: number): void {
  const found = pieces.flatMap(({ node, text }) =>
    gapsOf(text).map(({ start, end }) => ({ node, start, end })),
  )
  const gap = found.at(-fromTheEnd)
  if (gap) selection.setBaseAndExtent(gap.node, gap.start, gap.node, gap.end)
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
