// @vitest-environment node
import { expect, test } from 'vitest'
import { isOriginAllowed } from './origin.ts'

const known = { webOrigins: ['https://desk.example'], publicUrl: 'https://baton.example' }
const host = '127.0.0.1:8787'

test.each([
  [undefined, true],
  ['chrome-extension://abcdefghijklmnop', true],
  ['moz-extension://3f0c6a1e-0000-4000-8000-000000000000', true],
  ['http://127.0.0.1:8787', true],
  ['https://baton.example', true],
  ['https://desk.example', true],
  ['https://evil.example', false],
  ['https://desk.example.evil.example', false],
  ['http://127.0.0.1:9999', false],
  ['null', false],
  ['', false],
])('a handshake from %s is let through: %s', (origin, allowed) => {
  expect(isOriginAllowed({ origin, host }, known)).toBe(allowed)
})
