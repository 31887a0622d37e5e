/** What a key event tells that a stroke is made of. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'getModifierState'
>

const MODIFIERS = new Set(['Control', 'Meta', 'Alt', 'AltGraph', 'Shift', 'CapsLock'])
/** What input methods and dead keys send in the middle of a character. */
const UNFINISHED = new Set(['Process', 'Dead', 'Unidentified', 'Compose'])

/** Whether this is a Mac, where ⌘ does what Ctrl does elsewhere. */
export const isMac = /Mac/.test(navigator.platform)

/**
 * Writes a key press down, such as `j`, `Shift+O`, `?` or `Mod+k`; null while it is none yet. The character
 * counts, not the place on the keyboard, so that `?` is `?` in every layout. Only where a layout has no Latin
 * letter on a key (Cyrillic, Greek, Arabic …) does the place stand for it.
 */
export function strokeOf(event: KeyPress, mac = isMac): string | null {
  const { key } = event
  if (MODIFIERS.has(key) || UNFINISHED.has(key)) return null
  // AltGr types characters; Windows tells it as Ctrl and Alt.
  const typesByAltGr = event.getModifierState('AltGraph')
  const mod = !typesByAltGr && (mac ? event.metaKey : event.ctrlKey)
  // The other one of Ctrl and ⌘ belongs to the system.
  if (!typesByAltGr && (mac ? event.ctrlKey : event.metaKey)) return null
  const alt = !typesByAltGr && event.altKey
  const name = nameOf(event)
  // A sign holds its Shift: `?` is not `Shift+?`, which would be another key in each layout.
  const shift = event.shiftKey && (name.length > 1 || /^[a-z]$/i.test(name))
  return [
    mod && 'Mod',
    alt && 'Alt',
    shift && 'Shift',
    shift && name.length === 1 ? name.toUpperCase() : name,
  ]
    .filter((part) => part !== false)
    .join('+')
}

function nameOf({ key, code, altKey }: KeyPress): string {
  if (key === ' ') return 'Space'
  if (key.length > 1) return key
  // ⌥ on a Mac, and Alt on French keyboards, leave no digit to go by.
  const digit = /^Digit(\d)$/.exec(code)?.[1]
  if (digit && altKey) return digit
  // ⌥ on a Mac, and layouts of other scripts, leave no Latin letter to go by.
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter && key.charCodeAt(0) > 127) return letter.toLowerCase()
  return key.toLowerCase()
}

/** Whether a stroke types a character, so that it must not act while something is being written. */
export function isCharacter(stroke: string): boolean {
  const last = lastOf(stroke)
  return !/^(Mod|Alt)\+/.test(stroke) && (last.length === 1 || last === 'Space')
}

/** The parts of a stroke as keyboards name them: `['⌘', 'K']`, `['Ctrl', 'K']`, `['Esc']`. */
export function keyCaps(stroke: string, mac = isMac): string[] {
  const last = lastOf(stroke)
  const modifiers = stroke
    .slice(0, stroke.length - last.length)
    .split('+')
    .filter(Boolean)
  return [...modifiers.map((part) => (mac ? MAC_CAPS : CAPS)[part] ?? part), capOf(last)]
}

/** A stroke as `aria-keyshortcuts` has it. */
export function ariaShortcut(stroke: string, mac = isMac): string {
  return stroke.replace('Mod+', mac ? 'Meta+' : 'Control+')
}

/** The key itself; `+` is one, too. */
function lastOf(stroke: string): string {
  return stroke.endsWith('+') ? '+' : stroke.slice(stroke.lastIndexOf('+') + 1)
}

function capOf(key: string): string {
  return CAPS[key] ?? (key.length === 1 ? key.toUpperCase() : key)
}

const CAPS: Record<string, string> = {
  Mod: 'Ctrl',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
}
const MAC_CAPS: Record<string, string> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' }
