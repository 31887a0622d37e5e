import { expect, test } from 'vitest'
import { placeBox } from './place-box.ts'

const WINDOW = { width: 1_000, height: 800 }

test('it stands below the field, or above where there is more room', () => {
  expect(placeBox({ left: 40, top: 100, bottom: 140 }, WINDOW)).toEqual({
    ...{ left: 40, width: 380, maxHeight: 320, top: 144 },
  })
  expect(placeBox({ left: 40, top: 700, bottom: 760 }, WINDOW)).toEqual({
    ...{ left: 40, width: 380, maxHeight: 320, bottom: 104 },
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
  const { left, width, maxHeight, top, bottom } = placeBox(field, window)
  expect(left).toBeGreaterThanOrEqual(0)
  expect(left + width).toBeLessThanOrEqual(window.width)
  expect(maxHeight).toBeGreaterThan(100)
  const from = top ?? window.height - (bottom ?? 0) - maxHeight
  expect(from).toBeGreaterThanOrEqual(0)
  expect(from + maxHeight).toBeLessThanOrEqual(window.height)
})
