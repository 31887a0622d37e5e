import { expect, test } from 'vitest'
import { fc } from '../tests/support/property.ts'
import { searchNames } from './name-search.ts'
import { prepare, searchPalette } from './palette-search.ts'

const word = fc.stringMatching(/^[a-c]{1,5}$/)
const names = fc.record({ title: word, other: word, more: word })

test('searched a few at a time, the best are those of a search through all at once, in the same order', () => {
  fc.assert(
    fc.property(
      fc.array(names, { maxLength: 1_200 }),
      fc.array(word, { maxLength: 2 }),
      fc.integer({ min: 1, max: 60 }),
      (rows, query, limit) => {
        const things = rows.map(({ title, other, more }, n) => ({
          id: String(n),
          title: `${title} ${other}`,
          more: `${more}@x.example 00${n}`,
        }))
        const text = new Map(
          things.map(({ id, title, more }) => [id, `${title}\n${more.replace(' ', '\n')}`]),
        )
        const bonus = (id: string) => (Number(id) % 7 === 0 ? 12 : 0)
        const ids = things.map(({ id }) => id)
        const search = searchNames(ids, (id) => text.get(id), query.join(' '), limit, bonus)
        let step = search.next()
        while (!step.done) step = search.next()
        const all = searchPalette(prepare(things), query.join(' '), limit, ({ id }) => bonus(id))
        expect(step.value.map(({ id }) => id)).toEqual(all.map(({ item }) => item.id))
        expect(step.value.map(({ score }) => score)).toEqual(all.map(({ score }) => score))
      },
    ),
    { numRuns: 60 },
  )
})

test('a slip in a name is forgiven where no name has the word, among however many', () => {
  const rows = Array.from({ length: 1_200 }, (_, n) => [`id${n}`, `zoe ${n}\nz@x.example`] as const)
  const find = (names: ReadonlyMap<string, string>) => {
    const search = searchNames(
      [...names.keys()],
      (id) => names.get(id),
      'mraia',
      5,
      () => 0,
    )
    let step = search.next()
    while (!step.done) step = search.next()
    return step.value.map(({ id }) => id)
  }
  expect(find(new Map([...rows, ['maria', 'maria wong']]))).toEqual(['maria'])
  expect(find(new Map([...rows, ['maria', 'maria wong'], ['typed', 'mraia']]))).toEqual(['typed'])
})

test('a telephone number that is a name is found however it is written', () => {
  const names = new Map([
    ['one', '+62 812-3456-7890'],
    ['other', 'ana\nana@x.example'],
  ])
  for (const query of ['+6281234567890', '0812 3456 7890', '+62 812 3456', '0062812-3456-7890']) {
    const search = searchNames(
      [...names.keys()],
      (id) => names.get(id),
      query,
      5,
      () => 0,
    )
    const { value } = search.next()
    expect([query, ...(value ?? []).map(({ id }) => id)]).toEqual([query, 'one'])
  }
})
