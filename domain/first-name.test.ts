import { expect, test } from 'vitest'
import { firstNameOf } from './first-name.ts'

test.each([
  ['Ana Putri', 'Ana'],
  ['  Ana  ', 'Ana'],
  ['Van Nguyen', 'Van'],
  ['De Wi', 'De'],
  ['Jean-Luc Picard', 'Jean-Luc'],
  ["D'Angelo Russell", "D'Angelo"],
  ['Ana Putri, S.E.', 'Ana'],
  ['Đặng Văn', 'Đặng'],
  ['Ольга Петрова', 'Ольга'],
  ['王小明', '王小明'],
  ['김', '김'],
  ['สมชาย ใจดี', 'สมชาย'],
  ['राम कुमार', 'राम'],
  ['عائشة', 'عائشة'],
])('“%s” is called %s', (name, called) => {
  expect(firstNameOf(name)).toBe(called)
})

test.each([
  'Dr. Ana Putri',
  'van der Berg',
  'de Silva',
  'al Farsi',
  'undefined',
  'Anonymous',
  'Dr Putri',
  'dr. Putri',
  'Prof. Dr. Wong',
  'Ibu Ana',
  'Bapak Budi',
  'Mrs. Wong',
  'Herr Müller',
  'Hj. Siti',
  'Putri, Ana',
  'J. R. Smith',
  'J Smith',
  '+62 812 3456',
  '4821',
  '08123456789',
  'ana.putri@gmail.com',
  'ana@example',
  'ana.putri',
  'https://shop.example',
  'www.shop.example',
  'ana_putri',
  'Ana2',
  '(no name)',
  '"Ana"',
  '-',
  '🦊',
  'PT Maju Jaya',
  'The Lamp Shop',
  'Guest CB1B',
  '',
  '   ',
])('nobody knows what “%s” is called', (name) => {
  expect(firstNameOf(name)).toBeNull()
})
