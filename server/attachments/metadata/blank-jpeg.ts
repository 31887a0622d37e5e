import { orientationIn, TIFF_BYTES, writeOrientation } from './orientation.ts'
import type { Range } from './range.ts'

const EXIF = 'Exif\0\0'

/** Segments of applications that say how to draw the picture; every other is metadata (EXIF, XMP, IPTC, maker's own). */
const KEPT: readonly (readonly [marker: number, begins: string])[] = [
  [0xe0, 'JFIF\0'],
  [0xe2, 'ICC_PROFILE\0'],
  [0xee, 'Adobe'],
]

/**
 * Empties the segments of applications and comments, and what stands behind the end of the picture, where phones put
 * further pictures and films with metadata of their own. The orientation stays.
 */
export function blankJpeg(bytes: Buffer): Range[] {
  const blanked: Range[] = []
  let drawn = false
  for (let at = 2; at < bytes.length;) {
    const found = bytes.indexOf(0xff, at)
    if (found < 0 || found + 1 >= bytes.length) break
    const marker = bytes.readUInt8(found + 1)
    // Fill bytes, bytes of a scan, and markers without a length.
    if (marker === 0xff) {
      at = found + 1
      continue
    }
    at = found + 2
    if (marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8)) continue
    if (marker === 0xd9) {
      if (drawn && at < bytes.length) blanked.push(zero(bytes, at, bytes.length))
      if (drawn) break
      continue
    }
    if (at + 2 > bytes.length) break
    const end = Math.min(bytes.length, at + Math.max(2, bytes.readUInt16BE(at)))
    if (marker === 0xda) drawn = true
    if (isMetadata(marker, bytes.subarray(at + 2, end))) blanked.push(empty(bytes, at + 2, end))
    at = end
  }
  return blanked
}

function isMetadata(marker: number, inside: Buffer): boolean {
  if (marker === 0xfe) return true
  if (marker < 0xe0 || marker > 0xef) return false
  return !KEPT.some(([kept, begins]) => marker === kept && startsWith(inside, begins))
}

function empty(bytes: Buffer, from: number, to: number): Range {
  const inside = bytes.subarray(from, to)
  const tiff = inside.subarray(EXIF.length)
  const orientation = startsWith(inside, EXIF) ? orientationIn(tiff) : null
  if (orientation === null || tiff.length < TIFF_BYTES) return zero(bytes, from, to)
  writeOrientation(tiff, orientation)
  return [from, to]
}

function startsWith(bytes: Buffer, text: string): boolean {
  return bytes.toString('latin1', 0, text.length) === text
}

function zero(bytes: Buffer, from: number, to: number): Range {
  bytes.fill(0, from, to)
  return [from, to]
}
