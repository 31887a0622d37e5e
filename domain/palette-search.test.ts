import { describe, expect, test } from 'vitest'
import { prepare, searchPalette, withoutSlips } from './palette-search.ts'
import { partsOf } from './search-text.ts'

const things = (...titles: string[]) => prepare(titles.map((title) => ({ title, more: '' })))
const titles = (query: string, ...of: string[]) =>
  searchPalette(things(...of), query, 10).map(({ item }) => item.title)

/** The title with what is marked in brackets. */
function marked(query: string, title: string): string | undefined {
  const [found] = searchPalette(things(title), query, 1)
  if (!found) return undefined
  return partsOf(title, found.marked)
    .map(({ text, marked }) => (marked ? `[${text}]` : text))
    .join('')
}

describe('the order', () => {
  test('is: begins so, a word begins so, holds it, has its letters', () => {
    expect(titles('re', 'Core', 'Write a reply', 'Resolve', 'Rail next')).toEqual([
      'Resolve',
      'Write a reply',
      'Core',
      'Rail next',
    ])
  })

  test('puts what has the least beside it first', () => {
    expect(titles('take', 'Take over from a colleague', 'Take over')).toEqual([
      'Take over',
      'Take over from a colleague',
    ])
  })

  test('stays as given without a query', () => {
    expect(titles('', 'bbb', 'a')).toEqual(['bbb', 'a'])
  })

  test('lifts what has a bonus among what fits alike', () => {
    const all = prepare(['Note one', 'Note two', 'A note'].map((title) => ({ title, more: '' })))
    const found = searchPalette(all, 'note', 10, ({ title }) =>
      title === 'Note two' || title === 'A note' ? 12 : 0,
    )
    expect(found.map(({ item }) => item.title)).toEqual(['Note two', 'Note one', 'A note'])
  })
})

test('every word of the query has to fit, in any order', () => {
  expect(titles('over take', 'Take over', 'Handover')).toEqual(['Take over'])
})

test('what is not in the title is found by the other words, and nothing is marked', () => {
  const all = prepare([{ title: 'Ana Putri', more: 'ana@example.com my refund' }])
  expect(searchPalette(all, 'refund', 10)).toEqual([
    expect.objectContaining({
      item: { title: 'Ana Putri', more: 'ana@example.com my refund' },
      marked: new Set(),
    }),
  ])
})

test.each([
  ['ta', 'Take over', '[Ta]ke over'],
  ['ov', 'Take over', 'Take [ov]er'],
  ['take over', 'Take over', '[Take] [over]'],
  ['to', 'Take over', '[T]ake [o]ver'],
  ['angstrom', 'Ängström', '[Ängström]'],
  ['istan', 'İstanbul', '[İstan]bul'],
])('%s in %s', (query, title, shown) => {
  expect(marked(query, title)).toBe(shown)
})

test('scattered letters of a sentence are no find', () => {
  expect(
    marked('tao', 'There is a very long sentence in which any letters at all are found'),
  ).toBeUndefined()
})

test('no more than asked for are given', () => {
  expect(searchPalette(things('a1', 'a2', 'a3'), 'a', 2)).toHaveLength(2)
})

describe('a slip', () => {
  test.each([
    ['resovle', 'Resolve', '[Resolve]'],
    ['resilve', 'Resolve', '[Resolve]'],
    ['ressolve', 'Resolve', '[Resolve]'],
    ['tale over', 'Take over', '[Take] [over]'],
    ['ángstorm', 'Ängström', '[Ängström]'],
    ['mraia wong', 'Maria Wong', '[Maria] [Wong]'],
  ])('is forgiven: %s in %s', (query, title, shown) => {
    expect(marked(query, title)).toBe(shown)
  })

  test('is not where something holds the words as typed, even in what is not shown', () => {
    expect(titles('mark', 'Mara', 'Mark')).toEqual(['Mark'])
    const all = prepare([
      { title: 'Mara', more: '' },
      { title: 'Ana', more: 'mark@example.com' },
    ])
    expect(searchPalette(all, 'mark', 10).map(({ item }) => item.title)).toEqual(['Ana'])
  })

  test('is not in a word of three letters, and two are not', () => {
    expect(titles('anx', 'Ana')).toEqual([])
    expect(titles('rezilwe', 'Resolve')).toEqual([])
  })

  test('comes before what only has the letters, scattered', () => {
    expect(titles('resve', 'Retrieve some value', 'Resave')).toEqual([
      'Resave',
      'Retrieve some value',
    ])
  })

  test('found in one place gives way to words found in another', () => {
    const slip = searchPalette(things('Mara'), 'mark', 10)
    const word = searchPalette(things('Mark'), 'mark', 10)
    const letters = searchPalette(things('My archive'), 'mark', 10)
    const of = (...found: (typeof slip)[]) =>
      withoutSlips(found.flat()).map(({ item }) => item.title)
    expect(of(slip)).toEqual(['Mara'])
    expect(of(slip, letters)).toEqual(['Mara'])
    expect(of(slip, word)).toEqual(['Mark'])
  })
})

describe('a telephone number', () => {
  const NUMBER = '+62 812-3456-7890'

  test.each([
    ...['+6281234567890', '6281234567890', '0812 3456 7890', '+62 (812) 3456 7890', '81234567890'],
    ...['+62 812-3456-7890', '62.812.3456', '0062 812 3456 7890', '34567890'],
  ])('is found as %j however it is written', (query) => {
    expect(titles(query, 'Ana', NUMBER, '+62 812-3456-7891')[0]).toBe(NUMBER)
    expect(searchPalette(prepare([{ title: 'Ana', more: NUMBER }]), query, 1)).toHaveLength(1)
  })

  test('is marked where it stands, its signs with it', () => {
    expect(marked('6281234567890', 'Ana +62 812-3456-7890')).toBe('Ana +[62 812-3456-7890]')
    expect(marked('0812 3456 7890', NUMBER)).toBe('+62 [812-3456-7890]')
  })

  test('of somebody else is not', () => {
    expect(titles('+6281234567899', NUMBER)).toEqual([])
    expect(titles('+6281234567890', 'Order 81234', '6 2 8 1 2 3 4 5 6 7 8 9')).toEqual([])
  })
})
