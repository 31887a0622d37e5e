import { fc } from '../../tests/support/property.ts'
import { LIST_SECTIONS } from '@baton/domain/list-order.ts'
import { expect, test } from 'vitest'
import { HEADING_HEIGHT, listGeometry } from './list-geometry.ts'

const NONE = { offered: 0, waiting: 0, mine: 0, ai: 0, others: 0 }

test('a heading stands above the first row of each section that has any', () => {
  const { headingAt, topOf } = listGeometry(58, { ...NONE, waiting: 2, ai: 1 })
  expect([0, 1, 2, 3].map(headingAt)).toEqual(['waiting', undefined, 'ai', undefined])
  expect(topOf(2)).toBe(2 * 58 + HEADING_HEIGHT)
  expect(topOf(3)).toBe(3 * 58 + 2 * HEADING_HEIGHT)
})

test('a list that is not divided has no heading', () => {
  const { headingAt, topOf, indexAt } = listGeometry(36, null)
  expect(headingAt(0)).toBeUndefined()
  expect(topOf(10)).toBe(360)
  expect(indexAt(359)).toBe(9)
})

test('each pixel belongs to the row that it is in', () => {
  const counts = fc.record(Object.fromEntries(LIST_SECTIONS.map((one) => [one, fc.nat(40)])))
  fc.assert(
    fc.property(counts, fc.nat(200), fc.nat(), (sections, index, pixel) => {
      const { topOf, indexAt } = listGeometry(58, { ...NONE, ...sections })
      const height = topOf(index + 1) - topOf(index)
      expect(indexAt(topOf(index) + (pixel % height))).toBe(index)
    }),
  )
})
