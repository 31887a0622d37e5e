/** Which side of a picture is up: 1 as it is stored, 2 to 8 mirrored or turned (EXIF 2.3, tag 0x0112). */
const ORIENTATION = 0x0112
const SHORT = 3
const ENTRY_BYTES = 12

/** Bytes of the smallest TIFF block that tells an orientation. */
export const TIFF_BYTES = 26

/** The orientation that a TIFF block (the inside of EXIF) tells; null when it tells none, or that nothing is turned. */
export function orientationIn(tiff: Buffer): number | null {
  if (tiff.length < TIFF_BYTES) return null
  const order = tiff.toString('latin1', 0, 2)
  if (order !== 'II' && order !== 'MM') return null
  const short = (at: number) => (order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const first = order === 'II' ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  if (short(2) !== 42 || first + 2 > tiff.length) return null
  const entries = short(first)
  for (let n = 0; n < entries; n += 1) {
    const at = first + 2 + n * ENTRY_BYTES
    if (at + ENTRY_BYTES > tiff.length) return null
    if (short(at) !== ORIENTATION || short(at + 2) !== SHORT) continue
    const value = short(at + 8)
    return value >= 2 && value <= 8 ? value : null
  }
  return null
}

/** Fills a block with a TIFF that tells an orientation and nothing else. The block has room for it. */
export function writeOrientation(block: Buffer, orientation: number): void {
  block.fill(0)
  block.write('MM', 'latin1')
  block.writeUInt16BE(42, 2)
  block.writeUInt32BE(8, 4)
  block.writeUInt16BE(1, 8)
  block.writeUInt16BE(ORIENTATION, 10)
  block.writeUInt16BE(SHORT, 12)
  block.writeUInt32BE(1, 14)
  block.writeUInt16BE(orientation, 18)
}
