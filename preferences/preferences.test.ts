import { expect, test } from 'vitest'
import { readPreferences } from './preferences.ts'

const DELIVERED = {
  language: 'system',
  theme: 'system',
  density: 'comfortable',
  customerSide: 'right',
  enterSends: true,
}

test.each([undefined, null, 'broken', 7, []])('stored as %j, they are as delivered', (stored) => {
  expect(readPreferences(stored)).toEqual(DELIVERED)
})

test('a broken or unknown value falls back alone; the others stay', () => {
  const stored = { theme: 'dark', density: 'tiny', enterSends: 'no', language: 'id', newer: 1 }
  expect(readPreferences(stored)).toEqual({ ...DELIVERED, theme: 'dark', language: 'id' })
})
