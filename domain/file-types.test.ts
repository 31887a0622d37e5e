import { expect, test } from 'vitest'
import { fileSize } from './file-size.ts'
import { acceptOf, endingsOf, whyUnfit } from './file-types.ts'

const limits = { maxBytes: 1_000, types: ['image/png', 'text/csv'] }

test('a file fits by its type or by its ending', () => {
  expect(whyUnfit({ name: 'a', type: 'image/png', size: 1 }, limits)).toBeNull()
  // As Windows calls a CSV file once a spreadsheet program is there.
  expect(whyUnfit({ name: 'A.CSV', type: 'application/vnd.ms-excel', size: 1 }, limits)).toBeNull()
  expect(whyUnfit({ name: 'a.svg', type: 'image/svg+xml', size: 1 }, limits)).toBe('wrong-type')
  expect(whyUnfit({ name: 'png', type: '', size: 1 }, limits)).toBe('wrong-type')
  expect(whyUnfit({ name: 'a.png', type: 'image/png', size: 1_001 }, limits)).toBe('too-large')
  expect(whyUnfit({ name: 'a.png', type: 'image/png', size: 0 }, limits)).toBe('empty')
})

test('what is allowed is told in words for people and for file choosers', () => {
  expect(endingsOf(limits.types)).toBe('PNG, CSV')
  expect(acceptOf(['image/png'])).toBe('image/png,.png')
})

test('sizes are told as people say them', () => {
  const told = [1, 1_023, 1_024, 812_000, 1_023_600, 3_449_000, 10_485_760, 104_857_600]
  expect(told.map((bytes) => fileSize(bytes, 'en'))).toEqual([
    ...['1 byte', '1,023 bytes', '1 kB', '793 kB', '1 MB', '3.3 MB', '10 MB', '100 MB'],
  ])
  expect(fileSize(3_449_000, 'id')).toBe('3,3 MB')
})
