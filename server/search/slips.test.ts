import { beginsAlmost } from '@baton/domain/begins-almost.ts'
import { fc } from '../../tests/support/property.ts'
import { expect, test } from 'vitest'
import { slipsOf } from './slips.ts'

const word = (letters: string) =>
  fc
    .array(fc.constantFrom(...Array.from(letters)), { minLength: 4, maxLength: 8 })
    .map((all) => all.join(''))

test.each(['abe', 'опт', 'αβγ', 'מהש', 'كتب'])(
  'an index of words in %s finds what begins as typed but for a mistake, and no more',
  (letters) => {
    fc.assert(
      fc.property(word(letters), word(letters), (typed, other) => {
        const found = [typed, ...slipsOf(typed)].some((begun) => other.startsWith(begun))
        expect(found).toBe(beginsAlmost(other, typed))
      }),
      { numRuns: 2_000 },
    )
  },
)
