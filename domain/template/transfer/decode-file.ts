import { encodingOf, type TextEncoding } from '../../text-encoding.ts'
import { IMPORT_FILE_MAX } from './limits.ts'

/** Why nothing at all can be read from a file. */
export type FileRefusal =
  | 'empty'
  | 'too-large'
  /** A spreadsheet or an archive as it is, not saved as text. */
  | 'spreadsheet'
  | 'binary'
  | 'broken-json'
  /** Read as a table, but without a column of texts; or JSON of some other make. */
  | 'unknown-format'

export type Decoded =
  { ok: true; text: string; encoding: TextEncoding } | { ok: false; refusal: FileRefusal }

/**
 * The text of a file. UTF-8 and UTF-16, with or without a byte order mark; what is neither is read as Windows-1252,
 * which older spreadsheets write, and which the reader is told of. Never throws.
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
