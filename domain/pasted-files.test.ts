import { expect, test } from 'vitest'
import { filesAreMeant } from './pasted-files.ts'

test.each([
  [['photo.png'], '', true],
  // Copied in the Finder, in Windows and on Linux.
  [['Photo 1.png'], 'Photo 1.png', true],
  [['a.png', 'b.pdf'], 'a.png\rb.pdf', true],
  [['Résumé.pdf'.normalize('NFC')], 'Résumé.pdf'.normalize('NFD'), true],
  [['a b.png'], 'file:///pictures/a%20b.png', true],
  [['a.png'], 'C:\\Users\\Ana\\a.png', true],
  [['100%.png'], '100%.png', true],
  // Copied in a spreadsheet or a word processor.
  [['image.png'], 'Total\t150.000', false],
  [['a.png'], 'a.png\nand what it is about', false],
  [[], 'text', false],
])('%j with the text %j: %s', (names, text, meant) => {
  expect(filesAreMeant(names, text)).toBe(meant)
})
