import { spaceBetween } from '@baton/domain/template/space-between.ts'
import type { PageText } from '../../messaging/page-requests.ts'
import { rememberCaret } from './caret.ts'
import type { Field } from './find-field.ts'
import { pause } from './pause.ts'
import { placeCaretBehind } from './place-caret.ts'
import { textBeforeCaret } from './text-before-caret.ts'
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
    async insert(template) {
      restore()
      if (field.kind === 'editor') await pause(SETTLES_MS)
      const fitting = field.element instanceof HTMLInputElement ? onOneLine(template) : template
      const written = movedBy(spaceBetween(textBeforeCaret(field), fitting.text), fitting)
      for (const way of WAYS) {
        if (!restore()) return false
        const watch = new TextWatch(field, written.text)
        const became = await watch.outcome(way(field, written.text))
        if (became === 'in') placeCaretBehind(field, written)
        // What took a part of it would have that part twice.
        if (became !== 'unchanged') return became === 'in'
      }
      return false
    },
  }
}

/** A field of one line has no room for more: where it makes one of several, the caret stays behind the text. */
function onOneLine({ text, caret, gap }: PageText): PageText {
  const joined = (written: string) => written.replace(/\s*\n\s*/g, ' ')
  const whole = joined(text)
  return {
    text: whole,
    caret: whole === text ? caret : null,
    gap: gap && {
      start: joined(text.slice(0, gap.start)).length,
      end: joined(text.slice(0, gap.end)).length,
    },
  }
}

function movedBy(space: string, { text, caret, gap }: PageText): PageText {
  const by = space.length
  return {
    text: space + text,
    caret: caret === null ? null : caret + by,
    gap: gap && { start: gap.start + by, end: gap.end + by },
  }
}
