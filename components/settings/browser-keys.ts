import { isCharacter } from '../../composables/actions/stroke.ts'

/** What people expect of a browser or of a text field everywhere: close, new, reload, find, print, copy, undo … */
const TAKEN = new Set([
  ...'acdfhilnopqrstuvwxyz0123456789+-='.split('').map((key) => `Mod+${key}`),
  ...'TNRWPIJCBAO'.split('').map((key) => `Mod+Shift+${key}`),
  ...['Tab', 'Enter', 'Space', 'Backspace', 'Delete', 'ArrowUp', 'ArrowDown'],
  ...['ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown', 'ContextMenu'],
  ...['Alt+ArrowLeft', 'Alt+ArrowRight', 'Alt+Home', 'Alt+d', 'Alt+F4', 'F1', 'F5', 'F11', 'F12'],
])

/** Whether the browser, or moving and writing in a page, needs this key: no action may have it. */
export function takenByBrowser(stroke: string): boolean {
  if (TAKEN.has(stroke)) return true
  // With Shift those select text, go backwards or open windows; with Mod they go by words and tabs.
  const plain = stroke.replace(/^(Mod\+)?(Shift\+)?/, '')
  return plain !== stroke && !isCharacter(stroke) && TAKEN.has(plain)
}
