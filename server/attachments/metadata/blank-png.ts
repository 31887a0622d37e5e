import { crc32 } from 'node:zlib'
import { orientationIn, TIFF_BYTES, writeOrientation } from './orientation.ts'
import type { Range } from './range.ts'

/** Chunks that say how to draw the picture, beside the critical ones (PNG, third edition). */
const KEPT = new Set([
  ...['tRNS', 'cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'mDCV', 'cLLI', 'bKGD', 'hIST'],
  ...['pHYs', 'sPLT', 'acTL', 'fcTL', 'fdAT'],
])

/** A chunk that nobody knows and everybody may leave out: private and ancillary. */
const NOTHING = 'voId'

/** Empties texts, times, EXIF and every other chunk that draws nothing, and what stands behind the end. */
export function blankPng(bytes: Buffer): Range[] {
  const blanked: Range[] = []
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at)
    const end = at + 12 + length
    if (end > bytes.length) break
    const type = bytes.toString('latin1', at + 4, at + 8)
    if (isAncillary(type) && !KEPT.has(type)) {
      empty(bytes, at, length, type)
      blanked.push([at + 4, end])
    }
    at = end
    if (type !== 'IEND') continue
    if (end < bytes.length) blanked.push([end, bytes.length])
    bytes.fill(0, end)
    break
  }
  return blanked
}

function isAncillary(type: string): boolean {
  return /^[a-z]/.test(type)
}

function empty(bytes: Buffer, at: number, length: number, type: string): void {
  const inside = bytes.subarray(at + 8, at + 8 + length)
  const orientation = type === 'eXIf' ? orientationIn(inside) : null
  if (orientation !== null && length >= TIFF_BYTES) writeOrientation(inside, orientation)
  else {
    inside.fill(0)
    bytes.write(NOTHING, at + 4, 'latin1')
  }
  bytes.writeUInt32BE(crc32(bytes.subarray(at + 4, at + 8 + length)), at + 8 + length)
}
