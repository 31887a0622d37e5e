import { fc } from '../tests/support/property.ts'
import { expect, test } from 'vitest'
import { foldText } from './fold-text.ts'
import {
  excerptOf,
  holdsAll,
  holdsAlmost,
  markWords,
  searchable,
  searchWords,
} from './search-text.ts'

const marked = (text: string, query: string) =>
  markWords(text, searchWords(query))
    .map((part) => (part.marked ? `[${part.text}]` : part.text))
    .join('')

test('a search is found whatever its case, accents and the order of its words', () => {
  const text = foldText('Où est mon REMBOURSEMENT, Müller?')
  expect(holdsAll(text, searchWords('muller  remb'))).toBe(true)
  expect(holdsAll(text, searchWords('muller refund'))).toBe(false)
  expect(holdsAll(text, searchWords('   '))).toBe(false)
})

test('what was searched for is marked in the text as it was written', () => {
  expect(marked('My refund, the REFUND!', 'refund')).toBe('My [refund], the [REFUND]!')
  expect(marked('José José', 'jose sé')).toBe('[José] [José]')
  expect(marked('ﬁne 👍🏽 İstanbul', 'ne ist')).toBe('ﬁ[ne] 👍🏽 [İst]anbul')
  expect(marked('banana', 'ana')).toBe('b[anana]')
})

test('what is found otherwise than it was typed is marked as it was written', () => {
  expect(marked('Kirim ke Đà Nẵng', 'da nang')).toBe('Kirim ke [Đà] [Nẵng]')
  expect(marked('call +62 812-3456-7890 now', '0812 34567890')).toBe('call +62 [812-3456-7890] now')
  expect(marked('call 0812 3456 7890 now', '+6281234567890')).toBe('call 0[812 3456 7890] now')
  expect(marked('我要申请退款', '退款')).toBe('我要申请[退款]')
  expect(marked('My refund, Refunds!', 'refnud')).toBe('My [refund], [Refunds]!')
  expect(marked('مُحَمَّد', 'محمد')).toBe('[مُحَمَّد]')
  expect(marked('call +44 (0)20 7946 0958', '+442079460958')).toBe('call +[44 (0)20 7946 0958]')
  expect(marked('ラーメン', 'らーめん')).toBe('[ラーメン]')
})

test('a number is a word whatever signs are in it, and what is none stays as it was typed', () => {
  expect(searchWords('+62 812-3456-7890')).toEqual(['6281234567890'])
  expect(searchWords('call (0812) 34567890')).toEqual(['call', '81234567890'])
  expect(searchWords('order 4821 2024')).toEqual(['order', '4821', '2024'])
  expect(searchWords('#a-4821 10:30 24/7')).toEqual(['#a-4821', '10:30', '24/7'])
})

test.each([
  ['+62 812-3456-7890', '0812 3456 7890', true],
  ['0812 3456 7890', '+6281234567890', true],
  ['+44 (0)20 7946 0958', '020 79460958', true],
  ['020 7946 0958', '+44 (0)20 7946 0958', true],
  ['+44 (0)20 7946 0958', '+442079460958', true],
  ['+442079460958', '+44 (0)20 7946 0958', true],
  ['+49(0)30 1234567', '030 1234567', true],
  ['+1 (555) 123-4567', '5551234567', true],
  ['555.123.4567', '+15551234567', true],
  ['22 22 33 44', '+47 22223344', true],
  // Numbers of orders that end alike are two orders.
  ['order 202500000123', '202600000123', false],
  ['+62 812-3456-7890', '+62 812-3456-7891', false],
])('whoever wrote %j is found by %j: %s', (text, query, found) => {
  expect(holdsAll(searchable(text), searchWords(query))).toBe(found)
})

test('a mistake in a word is forgiven, in a number or a short word not', () => {
  const almost = (text: string, query: string) => holdsAlmost(searchable(text), searchWords(query))
  expect(almost('where is my refund', 'refnud')).toBe(true)
  expect(almost('where is my refund', 'werhe refund')).toBe(false)
  expect(almost('where is my refund', 'wehre refund')).toBe(true)
  expect(almost('order 48210', '48211')).toBe(false)
  expect(almost('my car', 'cat')).toBe(false)
  fc.assert(
    fc.property(fc.string(), fc.string({ minLength: 1, maxLength: 6 }), (text, query) => {
      if (holdsAll(searchable(text), searchWords(query))) expect(almost(text, query)).toBe(true)
    }),
  )
})

test('marking cuts a text into parts that make it up again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, query) => {
      const parts = markWords(text, searchWords(query))
      expect(parts.map((part) => part.text).join('')).toBe(text)
    }),
  )
})

test('every word that is found is marked somewhere', () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ minLength: 1, maxLength: 3 }), (text, query) => {
      const words = searchWords(query)
      if (!holdsAlmost(searchable(text), words)) return
      const shown = markWords(text, words).filter((part) => part.marked)
      expect(shown.length).toBeGreaterThan(0)
    }),
  )
})

test('an excerpt of a long text begins shortly before what was found', () => {
  const long = `${'Once upon a time there was a parcel. '.repeat(9)}\n\nIt never arrived at all.`
  expect(excerptOf(long, ['arrived'])).toBe('…was a parcel. It never arrived at all.')
  expect(excerptOf('It  never\narrived', ['arrived'])).toBe('It never arrived')
})
