import { fc } from '../tests/support/property.ts'
import { expect, test } from 'vitest'
import { foldText } from './fold-text.ts'

test.each([
  ['Café ÉTÉ', 'cafe ete'],
  ['Đà Nẵng', 'da nang'],
  ['Łódź Øre Ħal ŧ', 'lodz ore hal t'],
  ['Straße œuvre Ærø þorn', 'strasse oeuvre aero thorn'],
  ['Iğdır İstanbul', 'igdir istanbul'],
  ['ΟΔΟΣ οδός', 'οδοσ οδοσ'],
  ['Ёлка', 'елка'],
  ['مُحَمَّد ـــ كتاب', 'محمد  كتاب'],
  ['یک', 'يك'],
  ['٤٨٢١ ۴۸ ๔ ९', '4821 48 4 9'],
  ['ｶﾀｶﾅ カタカナ かたかな ＡＢＣ ①', 'かたかな かたかな かたかな abc 1'],
  ['Қазақстан Өскемен Әлем', 'казакстан оскемен алем'],
  ['ǥad ɍ Ⱥ ƙaƙa', 'gad r a kaka'],
  ['שלום ארץ', 'שלומ ארצ'],
  ['O´Brien ½', "o'brien 1/2"],
  ['don’t “x” 2–3', `don't "x" 2-3`],
  ['re\u200bset pass\u00adword', 'reset password'],
])('%j is compared as %j', (text, folded) => {
  expect(foldText(text)).toBe(folded)
})

test('folding by character, or twice, gives the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const folded = foldText(text)
      expect(foldText(folded)).toBe(folded)
      expect(Array.from(text, foldText).join('')).toBe(folded)
    }),
    { numRuns: 2_000 },
  )
})
