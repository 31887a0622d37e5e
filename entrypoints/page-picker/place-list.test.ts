import { expect, test } from 'vitest'
import { placeList } from './place-list.ts'

const WINDOW = { width: 1_000, height: 800 }

test('it stands below the field, or above where there is more room', () => {
  expect(placeList({ left: 40, top: 100, bottom: 140 }, WINDOW)).toEqual({
    ...{ left: 40, top: 144, width: 380, height: 320 },
  })
  expect(placeList({ left: 40, top: 700, bottom: 760 }, WINDOW)).toEqual({
    ...{ left: 40, top: 376, width: 380, height: 320 },
  })
})

test.each([
  ['at the right edge', { left: 960, top: 10, bottom: 30 }, WINDOW],
  ['in a narrow window', { left: 10, top: 10, bottom: 30 }, { width: 320, height: 500 }],
  [
    'in a frame that is hardly higher than the field',
    { left: 0, top: 0, bottom: 180 },
    { width: 400, height: 200 },
  ],
  ['for a field that fills the window', { left: 0, top: 0, bottom: 800 }, WINDOW],
  ['for a field that is scrolled out of sight', { left: -50, top: -400, bottom: -300 }, WINDOW],
])('all of it is in sight %s', (_where, field, window) => {
  const { left, top, width, height } = placeList(field, window)
  expect(left).toBeGreaterThanOrEqual(0)
  expect(left + width).toBeLessThanOrEqual(window.width)
  expect(height).toBeGreaterThan(100)
  expect(top).toBeGreaterThanOrEqual(0)
  expect(top + height).toBeLessThanOrEqual(window.height)
})
