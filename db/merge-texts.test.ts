// @vitest-environment node
import { expect, test } from 'vitest'
import { fc } from '../tests/support/property.ts'
import { mergeTexts } from './merge-texts.ts'

test.each([
  ['both began with nothing', '', 'from one', 'from two', 'from one\n\nfrom two'],
  ['only they changed it', 'Hello', 'Hello Ana', 'Hello', 'Hello Ana'],
  ['only I did', 'Hello', 'Hello', 'Hello Ana', 'Hello Ana'],
  ['both wrote the same', 'Hello', 'Hello Ana', 'Hello Ana', 'Hello Ana'],
  ['they before, I behind', 'Hello Ana', 'Dear Ana', 'Hello Ana, yes', 'Dear Ana, yes'],
  ['I before, they behind', 'Hello Ana', 'Hello Ana, yes', 'Dear Ana', 'Dear Ana, yes'],
  ['they sent it, I went on', 'Hello', '', 'Hello Ana', ' Ana'],
  ['both in one place', 'Hello', 'Hello Ana', 'Hello Budi', 'Hello Ana\n\nHello Budi'],
])('%s', (_who, base, theirs, mine, both) => {
  expect(mergeTexts(base, theirs, mine)).toBe(both)
})

const word = (letters: string) =>
  fc.string({ unit: fc.constantFrom(...letters.split(',')), minLength: 3, maxLength: 6 })
const place = fc.nat({ max: 40 })

test('no word that either added is lost, wherever both typed', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'c'), maxLength: 30 }),
      fc.tuple(word('x,y,z'), place),
      fc.tuple(word('1,2,3'), place),
      (base, [theirs, there], [mine, here]) => {
        const put = (text: string, at: number) => base.slice(0, at) + text + base.slice(at)
        const merged = mergeTexts(base, put(theirs, there), put(mine, here))
        expect(merged).toContain(theirs)
        expect(merged).toContain(mine)
      },
    ),
  )
})
