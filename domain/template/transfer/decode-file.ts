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
  | { ok: true; text: string; encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' }
  | { ok: false; refusal: FileRefusal }

/** How many bytes are looked at to find out what a file is. */
const LOOKED_AT = 4_096

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

/** Null for what is no text. */
function encodingOf(bytes: Uint8Array): (Decoded & { ok: true })['encoding'] | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const head = bytes.subarray(0, LOOKED_AT)
  const zeros = [0, 0]
  for (const [at, byte] of head.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  // Latin letters in UTF-16 are every second byte zero; text in any other encoding has none at all.
  if (even === 0 && odd > head.length / 8) return 'utf-16le'
  if (odd === 0 && even > head.length / 8) return 'utf-16be'
  if (even + odd > 0) return null
  if (isUtf8(bytes)) return 'utf-8'
  return head.some((byte) => byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte))
    ? null
    : 'windows-1252'
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
