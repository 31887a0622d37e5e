import type { PageText } from '../../messaging/page-requests.ts'
import { rememberCaret } from './caret.ts'
import type { Field } from './find-field.ts'
import { pause } from './pause.ts'
import { placeCaretBehind } from './place-caret.ts'
import { TextWatch } from './text-watch.ts'
import { WAYS } from './ways.ts'

/** A field with the place in it at which a text is wanted. */
export interface Insertion {
  /** Gives the focus back, and the caret where it was. False when the page has taken the field away. */
  restore(): boolean
  /**
   * Puts the text there, for the page as if it had been pasted or typed: its undo and its scripts take notice. False
   * when the field did not take it, or not as a whole.
   */
  insert(text: PageText): Promise<boolean>
}

/** Editors take note of the focus some moments later; until then they do not show where they have the caret, in ms. */
const SETTLES_MS = 80

/** Remembers where the caret is now. */
export function insertionAt(field: Field): Insertion {
  const restore = rememberCaret(field)
  return {
    restore,
    async insert({ text, caret }) {
      const oneLine = field.element instanceof HTMLInputElement
      const written = oneLine ? text.replace(/\s*\n\s*/g, ' ') : text
      restore()
      if (field.kind === 'editor') await pause(SETTLES_MS)
      for (const way of WAYS) {
        if (!restore()) return false
        const watch = new TextWatch(field, written)
        const became = await watch.outcome(way(field, written))
        if (became === 'in') placeCaretBehind(field, written, written === text ? caret : null)
        // What took a part of it would have that part twice.
        if (became !== 'unchanged') return became === 'in'
      }
      return false
    },
  }
}
