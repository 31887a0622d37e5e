import type { Range } from './range.ts'

const EXTENSION = 0x21
const IMAGE = 0x2c
const TRAILER = 0x3b
const APPLICATION = 0xff
const COMMENT = 0xfe

/** Applications that say how to draw the picture: repetition and colours. Every other (XMP) is metadata. */
const KEPT = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0', 'ICCRGBG1012'])
const NAME_BYTES = 11

/** Turns comments and what applications say of themselves into empty comments, and empties what stands behind the end. */
export function blankGif(bytes: Buffer): Range[] {
  const blanked: Range[] = []
  if (bytes.length < 13) return blanked
  for (let at = 13 + tableBytes(bytes.readUInt8(10)); at + 1 < bytes.length;) {
    const block = bytes.readUInt8(at)
    if (block === EXTENSION) {
      const end = endOfBlocks(bytes, at + 2)
      if (end === null) break
      if (isMetadata(bytes, at)) {
        emptyComment(bytes.subarray(at, end))
        blanked.push([at, end])
      }
      at = end
    } else if (block === IMAGE && at + 10 < bytes.length) {
      const end = endOfBlocks(bytes, at + 11 + tableBytes(bytes.readUInt8(at + 9)))
      if (end === null) break
      at = end
    } else {
      if (block === TRAILER && at + 1 < bytes.length) {
        blanked.push([at + 1, bytes.length])
        bytes.fill(0, at + 1)
      }
      break
    }
  }
  return blanked
}

function tableBytes(packed: number): number {
  return packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0
}

/** Behind the empty block that ends a row of them; null when the file ends before. */
function endOfBlocks(bytes: Buffer, from: number): number | null {
  for (let at = from; at < bytes.length;) {
    const length = bytes.readUInt8(at)
    if (length === 0) return at + 1
    at += 1 + length
  }
  return null
}

function isMetadata(bytes: Buffer, at: number): boolean {
  const label = bytes.readUInt8(at + 1)
  if (label === COMMENT) return true
  return label === APPLICATION && !KEPT.has(bytes.toString('latin1', at + 3, at + 3 + NAME_BYTES))
}

/** A comment of nothing, as long as what stood there: it may be made of several blocks, of two bytes at least. */
function emptyComment(block: Buffer): void {
  block.fill(0)
  block.set([EXTENSION, COMMENT])
  for (let at = 2, left = block.length - 3; left > 0;) {
    const whole = Math.min(left, 256)
    const length = left - whole === 1 ? whole - 2 : whole - 1
    block.writeUInt8(length, at)
    at += length + 1
    left -= length + 1
  }
}
