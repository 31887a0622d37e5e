import { fileTypeFromBuffer } from 'file-type'
import { imageSize } from 'image-size'
import type { Attachment } from '@baton/protocol/attachment.ts'
import { endingOf, safeName } from './safe-name.ts'
import { FILE_TYPES, SHOWN_TYPES } from '@baton/domain/file-types.ts'

/** How many of a file's first bytes are looked at: a photo's size may stand behind its whole EXIF block. */
export const HEAD_BYTES = 256 * 1024
/** What tells one type from another stands at the very beginning. */
const MAGIC_BYTES = 4_100
const TEXT_BYTES = 64 * 1024

/** More would fill the memory of whoever's browser shows it. */
const PIXELS_MAX = 40_000_000
const SIDE_MAX = 16_384

const ZIP = 'application/zip'
const TEXTS = ['text/plain', 'text/csv']
const DOCUMENTS = Object.keys(FILE_TYPES).filter((type) => type.includes('officedocument'))

/**
 * What a file is, by its first bytes and never by what was said of it: its type, a name that fits it, and its
 * size as a picture. Null when it is none of the types there are. The name decides only between types whose
 * bytes are alike: texts, and documents that are zip archives.
 */
export async function inspectFile(
  head: Uint8Array,
  saidName: string,
): Promise<Pick<Attachment, 'name' | 'type' | 'image'> | null> {
  const type = await typeOf(head, endingOf(saidName))
  if (type === null) return null
  return { type, name: safeName(saidName, FILE_TYPES[type] ?? []), image: imageOf(head, type) }
}

async function typeOf(head: Uint8Array, ending: string): Promise<string | null> {
  const fits = (type: string) => FILE_TYPES[type]?.includes(ending) === true
  const found = await fileTypeFromBuffer(head.subarray(0, MAGIC_BYTES)).catch(() => undefined)
  if (!found) return isText(head) ? (TEXTS.find(fits) ?? null) : null
  const mime = found.mime === 'image/apng' ? 'image/png' : found.mime
  if (mime === ZIP) return DOCUMENTS.find(fits) ?? ZIP
  return mime in FILE_TYPES ? mime : null
}

/** UTF-8 without NUL; what is cut off at the end does not count. */
function isText(head: Uint8Array): boolean {
  const start = head.subarray(0, TEXT_BYTES)
  if (start.includes(0)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true })
    return true
  } catch {
    return false
  }
}

function imageOf(head: Uint8Array, type: string): Attachment['image'] {
  if (!SHOWN_TYPES.has(type)) return null
  try {
    const { width, height, orientation = 1 } = imageSize(head)
    const shown = width > 0 && height > 0 && width * height <= PIXELS_MAX
    if (!shown || Math.max(width, height) > SIDE_MAX) return null
    // A camera held upright says so; browsers turn the picture.
    return orientation > 4 ? { width: height, height: width } : { width, height }
  } catch {
    // It says that it is a picture and does not say how large: it can be saved, not shown.
    return null
  }
}
