// @vitest-environment node
import { fileTypeFromBuffer } from 'file-type'
import { imageSize } from 'image-size'
import { expect, test } from 'vitest'
import { fc } from '../../../tests/support/property.ts'
import { alikeBut, blankMetadata, hasMetadata } from './blank-metadata.ts'
import { gif, jpeg, pngPieces, webp, whole, type Piece } from './pictures.ts'
import { SHOWN_TYPES } from '@baton/domain/file-types.ts'

type Make = (words: string, orientation: number, pixels: Buffer) => Piece[]
const KINDS: [string, Make][] = [
  ['image/jpeg', jpeg],
  ['image/png', pngPieces],
  ['image/webp', webp],
  ['image/gif', gif],
]
const words = fc
  .stringMatching(/^[a-zA-Z0-9 .,:/]{30,700}$/)
  .map((text) => `SECRET-8.65S,115.21E ${text}`)
const pixels = fc.uint8Array({ minLength: 1, maxLength: 600 }).map((bytes) => Buffer.from(bytes))
const orientation = fc.integer({ min: 1, max: 8 })

test('every type that is shown in place is emptied', () => {
  expect([...SHOWN_TYPES].filter((type) => !hasMetadata(type))).toEqual([])
  expect(KINDS.map(([type]) => type).sort()).toEqual([...SHOWN_TYPES].sort())
})

test.each(KINDS)('%s says nothing of itself any more, and is drawn byte for byte', (type, make) => {
  fc.assert(
    fc.property(words, orientation, pixels, (said, turned, drawn) => {
      const pieces = make(said, turned, drawn)
      const before = whole(pieces)
      const after = Buffer.from(before)
      const blanked = blankMetadata(after, type)
      expect(after.length).toBe(before.length)
      expect(after.includes('SECRET')).toBe(false)
      expect(after.includes(said.slice(-20))).toBe(false)
      let at = 0
      for (const { bytes, secret } of pieces) {
        const now = after.subarray(at, at + bytes.length)
        if (!secret) expect(now.equals(bytes)).toBe(true)
        at += bytes.length
      }
      // Only what is told was written over, and it tells of itself whatever comes again.
      expect(alikeBut(blanked, 0, before, after)).toBe(true)
      const twice = Buffer.from(after)
      expect(blankMetadata(twice, type)).toEqual(blanked)
      expect(twice.equals(after)).toBe(true)
    }),
  )
})

test.each(KINDS)('%s stays what it is, as large, and with the same side up', async (type, make) => {
  for (const turned of [1, 3, 6, 8]) {
    const before = whole(
      make('SECRET and more words than an orientation needs', turned, Buffer.alloc(20)),
    )
    const after = Buffer.from(before)
    blankMetadata(after, type)
    expect((await fileTypeFromBuffer(after))?.mime).toBe(type)
    const { orientation: side = 1, ...size } = imageSize(after)
    const { orientation: was = 1, ...large } = imageSize(before)
    expect([side, size]).toEqual([was, large])
  }
})

test('which side of a JPEG, PNG or WebP is up is still told', () => {
  for (const [type, make] of KINDS.filter(([kind]) => kind !== 'image/gif')) {
    const after = whole(make('SECRET words', 6, Buffer.alloc(9)))
    blankMetadata(after, type)
    // Tag 0x0112, one SHORT, 6.
    const told = Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6])
    expect([type, after.includes(told)]).toEqual([type, true])
  }
})

test.each(KINDS)('%s that is broken off or scrambled is no longer and no error', (type, make) => {
  fc.assert(
    fc.property(words, pixels, fc.nat(), fc.nat({ max: 255 }), (said, drawn, where, byte) => {
      const picture = whole(make(said, 6, drawn))
      const cut = picture.subarray(0, where % picture.length)
      const scrambled = Buffer.from(picture)
      scrambled[where % picture.length] = byte
      for (const broken of [Buffer.from(cut), scrambled]) {
        const before = Buffer.from(broken)
        const blanked = blankMetadata(broken, type)
        expect(broken.length).toBe(before.length)
        expect(alikeBut(blanked, 0, before, broken)).toBe(true)
      }
    }),
  )
})

test('pieces of a file are alike but for what was emptied, wherever they begin', () => {
  const [one, other] = [Buffer.from('abcdefgh'), Buffer.from('abXXefgh')]
  expect(alikeBut([[2, 4]], 0, one, other)).toBe(true)
  expect(alikeBut([[2, 4]], 3, one.subarray(3), other.subarray(3))).toBe(true)
  expect(alikeBut([[3, 4]], 0, one, other)).toBe(false)
  expect(alikeBut([], 0, one, one.subarray(1))).toBe(false)
})
