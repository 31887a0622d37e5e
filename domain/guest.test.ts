import { expect, test } from 'vitest'
import { findableName, guestFace, guestName, guestPage, knownName, shownName } from './guest.ts'

const ID = '0198c0de-0000-7000-8000-00000000cb1b'
const guest = { id: ID, name: guestName(ID) }
/** Ids whose ends count up. */
const ids = Array.from(
  { length: 480 },
  (_, n) => `${ID.slice(0, -4)}${n.toString(16).padStart(4, '0')}`,
)

test('a name that was made of the id is nobody’s', () => {
  expect(guest.name).toBe('Guest CB1B')
  expect(knownName(guest)).toBeNull()
  expect(knownName({ id: ID, name: '' })).toBeNull()
})

test.each(['Ana Putri', 'Guest', 'Guest 0001', 'Guest CB1C'])(
  '“%s” is a name that somebody gave',
  (name) => {
    expect(knownName({ id: ID, name })).toBe(name)
    expect(guestFace({ id: ID, name })).toBeNull()
    expect(shownName({ id: ID, name }, 'en')).toBe(name)
    expect(findableName({ id: ID, name })).toBe(name)
  },
)

test('guests are told apart by an animal, the same each time, in the language of who reads', () => {
  expect(shownName(guest, 'en')).toMatch(/^Guest [A-Z][a-z]+$/)
  expect(shownName(guest, 'id')).toMatch(/^Tamu [A-Z][a-z-]+$/)
  expect(shownName(guest, 'en')).toBe(shownName({ ...guest }, 'en'))
  const faces = new Set(ids.map((id) => guestFace({ id, name: guestName(id) })))
  const names = new Set(ids.map((id) => shownName({ id, name: guestName(id) }, 'en')))
  expect(faces.size).toBe(48)
  expect(names.size).toBe(48)
})

test('each face is one emoji', () => {
  const graphemes = new Intl.Segmenter()
  for (const id of ids) {
    const face = guestFace({ id, name: guestName(id) }) ?? ''
    expect(face).toMatch(/\p{Extended_Pictographic}/u)
    expect([...graphemes.segment(face)]).toHaveLength(1)
  }
})

test.each([
  ['its title', { url: 'https://shop.example/cart', title: 'Your cart' }, 'Your cart'],
  ['its address', { url: 'https://shop.example/cart/?session=1', title: '' }, 'shop.example/cart'],
  ['what can be seen of its title', { url: 'x:y', title: 'Cart\u202e\u200b\ud83d' }, 'Cart'],
  ['nothing', { url: 'about:blank', title: '' }, null],
])('a guest is told from others by the page: by %s', (_what, page, told) => {
  expect(guestPage({ customer: guest, page })).toBe(told)
  expect(guestPage({ customer: { id: ID, name: 'Ana Putri' }, page })).toBeNull()
})

test('a guest is found by the animal, in each language', () => {
  const words = findableName(guest)
  expect(words).toContain(shownName(guest, 'en'))
  expect(words).toContain(shownName(guest, 'id'))
})

test('an id that is no UUID has a face too', () => {
  expect(shownName({ id: 'c1', name: '' }, 'en')).toMatch(/^Guest [A-Z]/)
  expect(shownName({ id: '', name: '' }, 'en')).toMatch(/^Guest [A-Z]/)
})
