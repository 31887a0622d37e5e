import { isMac, type KeyPress } from './stroke.ts'

/** What keys that are no characters are called: `Enter`, `ArrowDown`, `F5`. Ligatures of two letters are not ASCII. */
const NAMED = /^[A-Za-z0-9]{2,}$/
/** What input methods and dead keys send while a character is not finished. */
const BEGUN = new Set(['Dead', 'Process', 'Compose'])
/** Keys that go on with what is being written, wherever the caret is. */
const CORRECTING = new Set(['Backspace', 'Delete'])
const HELD = new Set([
  'Control',
  'Meta',
  'Alt',
  'AltGraph',
  'Shift',
  'CapsLock',
  'NumLock',
  'Unidentified',
])

/**
 * What a key is to somebody who writes. `character`: it types one, or begins one (dead keys, input methods).
 * `paste`: Ctrl or Cmd+V, Shift+Insert. `held`: it does nothing alone. `other`: it moves, confirms or commands.
 */
export type KeyKind = 'character' | 'space' | 'enter' | 'correcting' | 'paste' | 'held' | 'other'

export function kindOf(event: KeyPress, mac = isMac): KeyKind {
  const { key } = event
  if (HELD.has(key)) return 'held'
  const byAltGr = event.getModifierState('AltGraph')
  const control = !byAltGr && (event.ctrlKey || event.metaKey)
  if (control) return isPaste(event, mac) ? 'paste' : 'other'
  if (key === 'Insert' && event.shiftKey) return 'paste'
  // ⌥ types characters on a Mac; elsewhere Alt alone commands.
  if (event.altKey && !byAltGr && !mac) return 'other'
  if (BEGUN.has(key)) return 'character'
  if (key === 'Enter') return event.altKey ? 'other' : 'enter'
  if (CORRECTING.has(key)) return 'correcting'
  if (key === ' ') return 'space'
  return key === '' || NAMED.test(key) ? 'other' : 'character'
}

function isPaste({ key, altKey, ctrlKey, metaKey }: KeyPress, mac: boolean): boolean {
  return key.toLowerCase() === 'v' && !altKey && (mac ? metaKey && !ctrlKey : ctrlKey && !metaKey)
}
