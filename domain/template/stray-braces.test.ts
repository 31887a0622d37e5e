import { expect, test } from 'vitest'
import { strayBraces } from './stray-braces.ts'

test.each([
  ['Hello {{customer.name}}', []],
  ['Hello {{customer.name', ['{{']],
  ['Hello customer.name}}', ['}}']],
  ['{{date}} and {{date} }}', ['{{', '}}']],
  ['{ {date}', []],
])('in %j these stand alone: %j', (body, alone) => {
  expect(strayBraces(body).map(({ start, end }) => body.slice(start, end))).toEqual(alone)
})
