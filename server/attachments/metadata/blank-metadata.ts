import { blankGif } from './blank-gif.ts'
import { blankJpeg } from './blank-jpeg.ts'
import { blankPng } from './blank-png.ts'
import { blankWebp } from './blank-webp.ts'
import type { Blank, Range } from './range.ts'

const BY_TYPE: ReadonlyMap<string, Blank> = new Map([
  ['image/jpeg', blankJpeg],
  ['image/png', blankPng],
  ['image/webp', blankWebp],
  ['image/gif', blankGif],
])

/** Whether files of this type tell where and with what they were made. */
export function hasMetadata(type: string): boolean {
  return BY_TYPE.has(type)
}

/**
 * Empties what a picture tells beside itself: where and when it was taken, by whom, with what. What is drawn and which
 * side is up stays, byte for byte. A file that is broken is emptied as far as it can be read.
 */
export function blankMetadata(bytes: Buffer, type: string): Range[] {
  return BY_TYPE.get(type)?.(bytes) ?? []
}

/** Whether two pieces of a file, beginning at `offset` of it, are alike but for what was emptied. */
export function alikeBut(
  blanked: readonly Range[],
  offset: number,
  one: Uint8Array,
  other: Uint8Array,
): boolean {
  if (one.length !== other.length) return false
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  for (const [from, to] of blanked) {
    if (to <= offset || from >= offset + one.length) continue
    const end = Math.min(to - offset, one.length)
    for (const bytes of [left, right]) bytes.fill(0, Math.max(0, from - offset), end)
  }
  return left.equals(right)
}
