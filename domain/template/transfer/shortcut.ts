import { beginningOf } from '../../beginning-of.ts'

/** Longest shortcut there may be. */
const LONGEST = 40
/** Of what a file has for one only the beginning is looked at. */
const LOOKED_AT = 400

/**
 * A shortcut as it may be, made of whatever a file has: letters, digits, `-` and `_`, in small letters. Empty when
 * nothing of it can stay.
 */
export function validShortcut(written: string): string {
  return beginningOf(written, LOOKED_AT)
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LONGEST)
    .replace(/[\uD800-\uDBFF]$/, '')
}

/** A shortcut for a text that has none: of its title, or else its first words. */
export function inventedShortcut(title: string, body: string): string {
  const words = (title.trim() === '' ? body.replace(/\{\{[^{}]*\}\}/g, ' ') : title).trim()
  return validShortcut(words.split(/\s+/).slice(0, 4).join(' ')) || 'template'
}

/** The same one with the first number that is free: `refund-2`. */
export function freeShortcut(shortcut: string, taken: (shortcut: string) => boolean): string {
  for (let number = 2; ; number += 1) {
    const end = `-${number}`
    const made = `${shortcut.slice(0, LONGEST - end.length).replace(/[\uD800-\uDBFF]$/, '')}${end}`
    if (!taken(made)) return made
  }
}
