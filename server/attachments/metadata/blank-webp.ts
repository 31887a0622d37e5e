import { orientationIn, TIFF_BYTES, writeOrientation } from './orientation.ts'
import type { Range } from './range.ts'

/** Chunks that say how to draw the picture (RFC 9649). */
const KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
const NOTHING = 'JUNK'
const HAS_EXIF = 0x08
const HAS_XMP = 0x04
/** What a frame of an animation says of itself before its own chunks. */
const FRAME_BYTES = 16

/** Empties EXIF, XMP and every other chunk that draws nothing, within frames too, and what stands behind the end. */
export function blankWebp(bytes: Buffer): Range[] {
  if (bytes.length < 12) return []
  const end = Math.min(bytes.length, 8 + bytes.readUInt32LE(4))
  const found: Found = { blanked: [], flags: null, turned: false }
  walk(bytes, 12, end, found)
  if (found.flags !== null) {
    const kept = found.turned ? ~HAS_XMP : ~(HAS_XMP | HAS_EXIF)
    bytes.writeUInt8(bytes.readUInt8(found.flags) & kept & 0xff, found.flags)
    found.blanked.push([found.flags, found.flags + 1])
  }
  if (end < bytes.length) found.blanked.push([end, bytes.length])
  bytes.fill(0, end)
  return found.blanked
}

interface Found {
  blanked: Range[]
  /** Where the picture says what it has. */
  flags: number | null
  /** An orientation was kept. */
  turned: boolean
}

function walk(bytes: Buffer, from: number, to: number, found: Found): void {
  for (let at = from; at + 8 <= to;) {
    const type = bytes.toString('latin1', at, at + 4)
    const length = bytes.readUInt32LE(at + 4)
    const inside = at + 8
    const end = inside + length
    if (end > to) return
    if (type === 'VP8X' && length > 0) found.flags ??= inside
    if (type === 'ANMF') walk(bytes, inside + FRAME_BYTES, end, found)
    if (!KEPT.has(type)) {
      if (empty(bytes, at, end)) found.turned = true
      found.blanked.push([at, end])
    }
    at = end + (length % 2)
  }
}

/** Whether an orientation was kept. */
function empty(bytes: Buffer, at: number, end: number): boolean {
  const isExif = bytes.toString('latin1', at, at + 4) === 'EXIF'
  const inside = bytes.subarray(at + 8, end)
  const before = inside.toString('latin1', 0, 6) === 'Exif\0\0' ? 6 : 0
  const orientation = isExif ? orientationIn(inside.subarray(before)) : null
  if (orientation !== null && inside.length >= TIFF_BYTES) {
    writeOrientation(inside, orientation)
    return true
  }
  inside.fill(0)
  bytes.write(NOTHING, at, 'latin1')
  return false
}
