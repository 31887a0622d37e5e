import { encodingOf, type TextEncoding } from '../../text-encoding.ts'
import { IMPORT_FILE_MAX } from './limits.ts'

/** Why nothing can be read from a file. */
export type FileRefusal =
  | 'empty'
  | 'too-large'
  /** A binary spreadsheet or archive, not saved as text. */
  | 'spreadsheet'
  | 'binary'
  | 'broken-json'
  /** A table without a column of texts, or JSON of an unknown structure. */
  | 'unknown-format'

export type Decoded =
  { ok: true; text: string; encoding: TextEncoding } | { ok: false; refusal: FileRefusal }

/**
 * Decodes a file as UTF-8 or UTF-16, with or without a byte order mark. Anything else is read as Windows-1252, which
 * older spreadsheets write; the result says so. Never throws.
 */
export function decodeFile(bytes: Uint8Array): Decoded {
  if (bytes.length > IMPORT_FILE_MAX) return { ok: false, refusal: 'too-large' }
  const encoding = encodingOf(bytes)
  if (encoding === null) {
    const zip = bytes[0] === 0x50 && bytes[1] === 0x4b
    const oldExcel = bytes[0] === 0xd0 && bytes[1] === 0xcf
    return { ok: false, refusal: zip || oldExcel ? 'spreadsheet' : 'binary' }
  }
  const text = new TextDecoder(encoding).decode(bytes).replace(/^\uFEFF/, '')
  if (text.trim() === '') return { ok: false, refusal: 'empty' }
  return { ok: true, text, encoding }
}
