import { expect, test } from 'vitest'
import { safeName } from './safe-name.ts'

test.each([
  ['invoice\u202efdp.exe', 'invoicefdp.exe.pdf'],
  ['in\u00advo\u2066ice\u3164.pdf', 'invoice.pdf'],
  ['\u{e0041}x\u{e0042}.pdf', 'x.pdf'],
  ['\u3164.pdf', 'pdf.pdf'],
  ['\ud800.pdf', 'pdf.pdf'],
  ['a\u0000\nb.pdf', 'ab.pdf'],
  ['COM¹.pdf', '_COM¹.pdf'],
  ['conin$', '_conin$.pdf'],
  ['CON .pdf', '_CON.pdf'],
  ['../../etc/passwd', 'passwd.pdf'],
  // Emoji and languages that are written with joiners keep them.
  ['👩\u200d👩\u200d👧 می\u200cخواهم.PDF', '👩\u200d👩\u200d👧 می\u200cخواهم.pdf'],
  ['e\u0301te\u0301.pdf', 'été.pdf'],
])('%j is saved as %j', (said, name) => {
  expect(safeName(said, ['pdf'])).toBe(name)
})

test('a long name ends between two characters, and fits any file system', () => {
  const name = safeName(`${'👩\u200d👩\u200d👧'.repeat(30)}.pdf`, ['pdf'])
  expect(name).toMatch(/^(?:👩\u200d👩\u200d👧)+\.pdf$/u)
  expect(Buffer.byteLength(safeName('漢'.repeat(300), ['pdf']))).toBeLessThan(255)
})
