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
  const told = [1, 999, 1_000, 812_000, 999_500, 3_449_000, 10_485_760, 104_857_600]
  expect(told.map((bytes) => fileSize(bytes, 'en'))).toEqual([
    ...['1 byte', '999 bytes', '1 kB', '812 kB', '1 MB', '3.4 MB', '10.5 MB', '105 MB'],
  ])
  expect(fileSize(3_449_000, 'id')).toBe('3,4 MB')
})
