import { fc } from '../../tests/support/property.ts'
import { expect, test } from 'vitest'
import { differenceOf, type DifferencePart } from './difference.ts'

const shown = (parts: readonly DifferencePart[]) =>
  parts
    .map(({ kind, text }) => (kind === 'same' ? text : `${kind === 'added' ? '+' : '-'}[${text}]`))
    .join('')

test.each([
  ['Hello there', 'Hello there', 'Hello there'],
  ['Hello Ana', 'Hello Budi', 'Hello -[Ana]+[Budi]'],
  ['', 'Hello', '+[Hello]'],
  ['It takes 5 days.', 'It takes 5 working days.', 'It takes 5 +[working ]days.'],
  ['Hi {{customer.name}}!', 'Hi {{agent.name}}!', 'Hi -[{{customer.name}}]+[{{agent.name}}]!'],
])('from %j to %j: %j', (before, after, difference) => {
  expect(shown(differenceOf(before, after))).toBe(difference)
})

test('both texts can be read from it, whatever they are', () => {
  const text = fc
    .array(fc.oneof(fc.constantFrom('a', 'b', ' ', '\n', '{{x}}', '.'), fc.string()))
    .map((all) => all.join(''))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const parts = differenceOf(before, after)
      const without = (kind: string) =>
        parts
          .filter((part) => part.kind !== kind)
          .map((part) => part.text)
          .join('')
      expect(without('added')).toBe(before)
      expect(without('removed')).toBe(after)
    }),
  )
})
