import { fc } from '../tests/support/property.ts'
import { expect, test } from 'vitest'
import { cleanName } from './clean-name.ts'

test.each([
  ['Ana Putri', 'Ana Putri'],
  ['  Ana \n\t Putri ', 'Ana Putri'],
  // Turns "gpj.exe" around; hides between letters; stands before a file.
  ['Ana\u202egpj.exe', 'Anagpj.exe'],
  ['\u2066Rina\u2069', 'Rina'],
  ['\u200fRina\u061c', 'Rina'],
  ['R\u200bi\u2060n\ufeffa\u00ad', 'Rina'],
  ['\u3164\u115f\uffa0\u2800', ''],
  ['\u200b \u200d', ''],
  ['\ufe0f\u034f', ''],
  ['Rina\u0000', 'Rina'],
  // Half an emoji, alone and beside a whole one.
  ['Rina \ud83d', 'Rina'],
  ['\ude00Rina 😀', 'Rina 😀'],
  // What languages and emoji are made of stays.
  ['می\u200cخواهم', 'می\u200cخواهم'],
  ['क्\u200dष', 'क्\u200dष'],
  ['👩\u200d💻 Sari', '👩\u200d💻 Sari'],
  ['🏳️\u200d🌈', '🏳️\u200d🌈'],
  ['👩🏽\u200d🚀', '👩🏽\u200d🚀'],
  [
    '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
    '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
  ],
  ['Sari\u{e0068}\u{e0069}', 'Sari'],
  ['Nguyễn Văn Ấn', 'Nguyễn Văn Ấn'],
  ['مُحَمَّد', 'مُحَمَّد'],
  // A joiner that joins nothing hides a name as well as any other.
  ['\u200dRina\u200c', 'Rina'],
  ['Ri \u200d na', 'Ri na'],
  // Marks without a letter are drawn on what stands before the name; a sign for what is missing is none.
  ['\u0301\u0302', ''],
  ['\u0301Ana \u0302Putri', 'Ana Putri'],
  // What a mark that goes leaves behind goes, too.
  ['\u0301\u200dक', 'क'],
  ['A\ufffcna\u{13430}', 'Ana'],
  [`Z${'\u0300'.repeat(40)}`, `Z${'\u0300'.repeat(4)}`],
])('%j is written %j', (written, clean) => {
  expect(cleanName(written)).toBe(clean)
})

test('whatever it is, it is one line of whole characters, and stays so', () => {
  const odd = fc.constantFrom(
    ...'\ud83d|\ude00|\u200d|\u200c|\u202e| |\n|a|ب|👩|\u0301|\u{e0067}|\ufe0f|🏽|क|\u094d'.split(
      '|',
    ),
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(odd, fc.string({ unit: 'binary' }))), (pieces) => {
      const clean = cleanName(pieces.join(''))
      expect(clean.isWellFormed()).toBe(true)
      expect(clean).not.toMatch(
        /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b]|^\s|\s$|\s\s/u,
      )
      expect(cleanName(clean)).toBe(clean)
    }),
  )
})
