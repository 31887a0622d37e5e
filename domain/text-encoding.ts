/** How a text may be written. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** How many bytes are examined. */
const LOOKED_AT = 4_096
/** Control characters except tab, line and page ends, and escape. */
const STEERING = /[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]/

/**
 * Detects a text's encoding: UTF-8 or UTF-16, with or without a byte order mark, otherwise Windows-1252, which older
 * spreadsheets write. Null if it is no text. A character cut off at the end of the bytes is ignored.
 */
export function encodingOf(bytes: Uint8Array): TextEncoding | null {
  const head = bytes.subarray(0, LOOKED_AT)
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return textIn(head, 'utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return textIn(head, 'utf-16be')
  const zeros = [0, 0]
  for (const [at, byte] of head.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  // In UTF-16 every second byte of Latin text is zero; other encodings have none.
  if (even === 0 && odd > head.length / 8) return textIn(head, 'utf-16le')
  if (odd === 0 && even > head.length / 8) return textIn(head, 'utf-16be')
  if (even + odd > 0) return null
  return textIn(bytes, 'utf-8') ?? textIn(head, 'windows-1252')
}

/** The encoding, if the bytes are text in it: without control characters. */
function textIn(bytes: Uint8Array, encoding: TextEncoding): TextEncoding | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
    // UTF-8 may contain any of them: its author knows why.
    return encoding !== 'utf-8' && STEERING.test(text) ? null : encoding
  } catch {
    return null
  }
}
