import type { KeyKind } from './typed-key.ts'

/** Who a key belongs to. `part`: what has the focus, as the browser has it. `nobody`: it is dropped. */
export type KeyOwner = 'part' | 'box' | 'command' | 'nobody'

/** Where a key fell, and what the panel is doing. */
export interface KeySituation {
  /** Whether a text field has the focus. */
  writing: boolean
  /** Whether the focus is on the list's rows, or on a message or the log of them. */
  browsing: boolean
  /** What lies over the panel, and whether the focus is in it already. */
  layer: { kind: 'dialog' | 'menu'; focused: boolean } | null
  /** Whether the agent last used the pointer: then the focus is where a click left it, and not where they went. */
  pointed: boolean
  /** Whether a message box of mine is on the screen. */
  box: boolean
  /** Whether something that was asked for is not there yet: a dialog, a conversation, a take-over. */
  awaited: boolean
  /** Keys in quick succession that began for something that has gone, see `KeyRun`. */
  stray: 'none' | 'dropped' | 'words' | 'switch'
  /** Whether its action may be done again and again, as stepping through conversations is. */
  repeats: boolean
}

/**
 * The rule of all keys that type something. While a message box of mine is on the screen they belong to it, wherever
 * the focus fell; single keys command only where the agent went by keys to the list or to a message, or where there is
 * no box. What comes while the panel is still on its way somewhere belongs to nobody: the first letters would command
 * here, the rest would be words there. See docs/decisions/0021-typed-words.md.
 */
export function keyOwner(kind: KeyKind, now: KeySituation): KeyOwner {
  if (kind === 'held' || kind === 'other') return 'part'
  if (kind === 'paste') return now.writing || !now.box || now.layer || now.awaited ? 'part' : 'box'
  if (now.awaited && !(now.repeats && !now.writing)) return 'nobody'
  if (now.stray === 'dropped') return 'nobody'
  if (now.layer && !now.layer.focused && !inField(now)) {
    // The field behind a dialog that is about to take the focus is no place for words; elsewhere letters do nothing.
    return toBoxByPointer(kind, now, now.writing || kind !== 'character' ? 'nobody' : 'part')
  }
  if (now.writing) return now.stray === 'none' ? 'part' : 'nobody'
  if (now.layer) return toBoxByPointer(kind, now, 'part')
  if (kind === 'enter' || kind === 'correcting') return 'part'
  if (now.browsing && !now.pointed) return kind === 'space' ? 'part' : 'command'
  if (!now.box) return now.stray === 'words' ? 'nobody' : kind === 'space' ? 'part' : 'command'
  if (now.stray !== 'none') return now.repeats ? 'command' : 'nobody'
  // Space presses a button that the agent went to by keys, and scrolls what they went to.
  return kind === 'space' && !now.pointed ? 'part' : 'box'
}

/** A list of choices may lie over the panel while the focus stays in its field. */
function inField({ writing, layer }: KeySituation): boolean {
  return writing && layer?.kind === 'menu'
}

/** A menu that a click opened gives way to words; one that keys opened is searched by them. */
function toBoxByPointer(kind: KeyKind, now: KeySituation, otherwise: KeyOwner): KeyOwner {
  if (now.layer?.kind !== 'menu' || !now.pointed || !now.box) return otherwise
  if (kind !== 'character' && kind !== 'space') return otherwise
  return now.stray === 'none' ? 'box' : 'nobody'
}
