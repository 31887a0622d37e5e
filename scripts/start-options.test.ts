// @vitest-environment node
import { expect, test } from 'vitest'
import { startOptions } from './start-options.ts'

test('one window, unless two are asked for', () => {
  expect(startOptions([])).toEqual({ two: false })
  expect(startOptions(['--two'])).toEqual({ two: true })
})

test.each([['--tow'], ['two'], ['--two=3']])(
  '%s is refused, and it is told what there is',
  (arg) => {
    expect(() => startOptions([arg])).toThrow('npm start -- --two')
  },
)
