import { beginningOf } from '../../beginning-of.ts'

/** Longest shortcut there may be. */
const LONGEST = 40
/** Most characters of a file's shortcut that are used. */
const LOOKED_AT = 400

/** Makes a valid shortcut from any text: letters, digits, `-` and `_`, in lower case. Empty if nothing is left. */
export function validShortcut(written: string): string {
  return beginningOf(written, LOOKED_AT)
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LONGEST)
    .replace(/[\uD800-\uDBFF]$/, '')
}

/** A shortcut for a template without one: from its title, otherwise from its first words. */
export function inventedShortcut(title: string, body: string): string {
  const words = (title.trim() === '' ? body.replace(/\{\{[^{}]*\}\}/g, ' ') : title).trim()
  return validShortcut(words.split(/\s+/).slice(0, 4).join(' ')) || 'template'
}

/** The shortcut with the first free number: `refund-2`. */
export function freeShortcut(shortcut: string, taken: (shortcut: string) => boolean): string {
  for (let number = 2; ; number += 1) {
    const end = `-${number}`
    const made = `${shortcut.slice(0, LONGEST - end.length).replace(/[\uD800-\uDBFF]$/, '')}${end}`
    if (!taken(made)) return made
  }
}
