import { beginningOf } from '@baton/domain/beginning-of.ts'
import { cleanName } from '@baton/domain/clean-name.ts'

/** Longest name of a stored file, in UTF-16 code units; file systems allow 255 bytes, and a unit takes three at most. */
const NAME_MAX = 60

/** Control characters, ends of lines, and what file systems do not allow. */
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029<>:"|?*]/g
/** Names that are devices on Windows, whatever ending they have. */
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])(\.|$)/i

/** The ending of a name in lower case, without the dot; empty when it has none. */
export function endingOf(name: string): string {
  return /\.([a-z0-9]{1,8})\s*$/i.exec(name)?.[1]?.toLowerCase() ?? ''
}

/**
 * A name to save a file under: without folders, without anything that a file system or a reader could take for
 * something else, and with an ending that fits the file's type.
 */
export function safeName(said: string, endings: readonly string[]): string {
  const last = said.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const clean = cleanName(last.replace(UNSAFE, '')).replace(/^[\s.]+|[\s.]+$/g, '')
  const ending = endingOf(clean)
  const fits = endings.includes(ending)
  const stem = (fits ? clean.slice(0, -ending.length - 1) : clean).trimEnd()
  const short = beginningOf(stem, NAME_MAX).trimEnd() || 'file'
  const name = `${short}.${fits ? ending : (endings[0] ?? 'bin')}`
  return DEVICE.test(name) ? `_${name}` : name
}
