import { fc } from '../tests/support/property.ts'
import { expect, test } from 'vitest'
import { excerptOf, foldText, holdsAll, markWords, searchWords } from './search-text.ts'

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
      if (!holdsAll(foldText(text), words)) return
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
