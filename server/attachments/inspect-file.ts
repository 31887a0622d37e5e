import { fileTypeFromBuffer } from 'file-type'
import { imageSize } from 'image-size'
import type { Attachment } from '@baton/protocol/attachment.ts'
import { endingOf, safeName } from './safe-name.ts'
import { FILE_TYPES, SHOWN_TYPES } from '@baton/domain/file-types.ts'
import { encodingOf } from '@baton/domain/text-encoding.ts'

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
const ZIP_DOCUMENTS = Object.keys(FILE_TYPES).filter((type) =>
  /officedocument|opendocument/.test(type),
)
/** The container of Word, Excel and PowerPoint until 2003. */
const OLD_OFFICE = 'application/x-cfb'
const OLD_DOCUMENTS = [
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
]

/**
 * What a file is, by its first bytes and never by what was said of it: its type, a name that fits it, and its
 * size as a picture. Null when it is none of the types there are. The name decides only between types whose
 * bytes are alike: texts, and documents, which are archives.
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
  const text = TEXTS.find(fits)
  // First, since a text may begin with any word, and with those by which other types are told: "BMW", "solid", "MZ".
  if (text !== undefined && encodingOf(head.subarray(0, TEXT_BYTES))) return text
  const found = await fileTypeFromBuffer(head.subarray(0, MAGIC_BYTES)).catch(() => undefined)
  if (!found) return null
  const mime = found.mime === 'image/apng' ? 'image/png' : found.mime
  if (mime === ZIP) return ZIP_DOCUMENTS.find(fits) ?? ZIP
  if (mime === OLD_OFFICE) return OLD_DOCUMENTS.find(fits) ?? null
  return mime in FILE_TYPES ? mime : null
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
