import { expect, test } from 'vitest'
import { plainLine } from './plain-line.ts'

test.each([
  ['Open **Orders** and press **Track**.', 'Open Orders and press Track.'],
  ['It is _really_ *late*, ~~sorry~~', 'It is really late, sorry'],
  ['See [our terms](https://shop.example/terms) first', 'See our terms first'],
  ['> Where is it?\n\nOn its way.', 'Where is it? On its way.'],
  ['## Steps\n- one\n- `npm start`', 'Steps one npm start'],
  ['```sh\nls\n```\nthat is all', 'ls that is all'],
  ['```secret\n```', '```secret ```'],
  ['>', '>'],
  ['1. first\n2. second', '1. first 2. second'],
])('%j reads %j', (text, line) => {
  expect(plainLine(text)).toBe(line)
})

test.each([
  '2 * 3 * 4 is 24',
  'the field order_id_2 of _this',
  'a **b',
  'https://a.example/x_y_z',
  '*',
])('what only looks like Markdown stays: %j', (text) => {
  expect(plainLine(text)).toBe(text)
})

test('only the beginning of a very long text is looked at', () => {
  expect(plainLine('*a '.repeat(100_000)).length).toBeLessThan(300)
})
