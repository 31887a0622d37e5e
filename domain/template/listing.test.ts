import type { Template } from '@baton/protocol/template.ts'
import { expect, test } from 'vitest'
import { aTemplate, ME } from '../../tests/support/rows.ts'
import { listed, type Listing } from './listing.ts'

const template = (shortcut: string, over: Partial<Template> = {}): Template => ({
  ...aTemplate(shortcut, 'We are sorry.'),
  id: shortcut,
  ...over,
})
/** By name, as they are found without a query. */
const ALL = [
  template('ambil', { language: 'id', tags: ['billing'], updatedAt: 1 }),
  template('bye', { ownerId: ME, updatedAt: 3 }),
  template('refund', { tags: ['billing/refunds'], updatedAt: 2 }),
]
const USES = new Map([
  ['ambil', { count: 2, lastAt: 5 }],
  ['bye', { count: 2, lastAt: 9 }],
])
const list = (wanted: Partial<Listing>) =>
  listed(
    ALL,
    { query: '', scope: 'all', language: null, folder: '', order: 'name', ...wanted },
    (id) => USES.get(id),
  ).map(({ id }) => id)

test.each<[string, Partial<Listing>, string[]]>([
  ['all of them by name', {}, ['ambil', 'bye', 'refund']],
  ['the most used first, of equals the last used', { order: 'use' }, ['bye', 'ambil', 'refund']],
  ['the last changed first', { order: 'changed' }, ['bye', 'refund', 'ambil']],
  ["the team's", { scope: 'team' }, ['ambil', 'refund']],
  ['my own', { scope: 'personal' }, ['bye']],
  ['those of a language', { language: 'id' }, ['ambil']],
  ['those of a folder and below', { folder: 'billing' }, ['ambil', 'refund']],
  ['what is found as it was found', { query: 'a', order: 'use' }, ['ambil', 'bye', 'refund']],
  ['what is found in the folder only', { query: 'a', folder: 'billing/refunds' }, ['refund']],
])('a list shows %s', (_what, wanted, ids) => {
  expect(list(wanted)).toEqual(ids)
})
