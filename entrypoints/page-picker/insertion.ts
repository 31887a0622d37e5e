import { gapsOf } from '@baton/domain/template/gaps.ts'
import type { Field } from './find-field.ts'

/** A field with the place in it at which a text is wanted. */
export interface Insertion {
  /** Gives the focus back, and the caret where it was. False when the page has taken the field away. */
  restore(): boolean
  /** Puts the text there, for the page as if it had been typed: its undo and its scripts take notice. */
  insert(text: string, caret: number | null): void
}

/** Remembers where the caret is now. */
export function insertionAt(field: Field): Insertion {
  return field.kind === 'box' ? intoBox(field.element) : intoEditor(field.element)
}

function intoBox(box: HTMLInputElement | HTMLTextAreaElement): Insertion {
  const before = placeIn(box)
  const restore = () => {
    if (!box.isConnected) return false
    box.focus({ preventScroll: true })
    if (before) box.setSelectionRange(before.start, before.end)
    return true
  }
  return {
    restore,
    insert(text, caret) {
      if (!restore()) return
      const written = box instanceof HTMLInputElement ? text.replace(/\s*\n\s*/g, ' ') : text
      type(box.ownerDocument, written, () => {
        const { start, end } = placeIn(box) ?? { start: box.value.length, end: box.value.length }
        box.setRangeText(written, start, end, 'end')
        box.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
      })
      const end = placeIn(box)?.end ?? 0
      const start = end - written.length
      // The page may have made something else of it.
      if (box.value.slice(start, end) !== written) return
      const [gap] = gapsOf(written)
      if (gap) box.setSelectionRange(start + gap.start, start + gap.end)
      else if (caret !== null && written === text)
        box.setSelectionRange(start + caret, start + caret)
    },
  }
}

/** Null for kinds of input that do not tell, such as addresses of mail. */
function placeIn(
  box: HTMLInputElement | HTMLTextAreaElement,
): { start: number; end: number } | null {
  const { selectionStart: start, selectionEnd: end } = box
  return start === null || end === null ? null : { start, end }
}

function intoEditor(editor: HTMLElement): Insertion {
  const before = rangeIn(editor)
  const restore = () => {
    if (!editor.isConnected) return false
    editor.focus({ preventScroll: true })
    const selection = selectionOf(editor)
    if (selection && before && editor.contains(before.startContainer)) {
      selection.removeAllRanges()
      selection.addRange(before)
    }
    return true
  }
  return {
    restore,
    insert(text, caret) {
      if (!restore()) return
      type(editor.ownerDocument, text, () => {
        const range = rangeIn(editor)
        if (!range) return
        range.deleteContents()
        range.insertNode(document.createTextNode(text))
        range.collapse(false)
        editor.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
      })
      const selection = selectionOf(editor)
      const gaps = gapsOf(text).length
      if (!selection) return
      if (gaps > 0) selectGap(selection, editor, gaps)
      else if (caret !== null) moveBack(selection, text.slice(caret))
    },
  }
}

function selectionOf(element: HTMLElement): Selection | null {
  const root = element.getRootNode()
  // Chromium keeps a selection of its own in each component.
  const own: unknown = Reflect.get(root, 'getSelection')
  if (typeof own === 'function') {
    const found: unknown = Reflect.apply(own, root, [])
    if (found instanceof Selection) return found
  }
  return element.ownerDocument.getSelection()
}

function rangeIn(editor: HTMLElement): Range | null {
  const selection = selectionOf(editor)
  if (!selection || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  return editor.contains(range.startContainer) ? range.cloneRange() : null
}

/** Types as the keyboard does; `otherwise` where the browser does not let a script. */
function type(page: Document, text: string, otherwise: () => void): void {
  // Marked as old, but the only way in which a page's undo knows what was written.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  if (!page.execCommand('insertText', false, text)) otherwise()
}

/** Selects the n-th placeholder before the caret, which is the first one of what was just written. */
function selectGap(selection: Selection, editor: HTMLElement, fromTheEnd: number): void {
  const { focusNode, focusOffset } = selection
  if (!focusNode) return
  const upTo = document.createRange()
  upTo.selectNodeContents(editor)
  upTo.setEnd(focusNode, focusOffset)
  const texts = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT)
  const found: { node: Node; start: number; end: number }[] = []
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    for (const { start, end } of gapsOf(node.textContent ?? '')) {
      if (upTo.comparePoint(node, end) <= 0) found.push({ node, start, end })
    }
  }
  const gap = found.at(-fromTheEnd)
  if (gap) selection.setBaseAndExtent(gap.node, gap.start, gap.node, gap.end)
}

/** Longest way back by single steps; a caret further from the end stays behind the text. */
const STEPS = 2_000

function moveBack(selection: Selection, over: string): void {
  const letters = [...new Intl.Segmenter().segment(over)].length
  if (letters > STEPS) return
  for (let step = 0; step < letters; step += 1) selection.modify('move', 'backward', 'character')
}
