import { DEFAULT_ALERTS } from '@baton/domain/alert-preferences.ts'
import { expect, test } from 'vitest'
import { readPreferences } from './preferences.ts'

const DELIVERED = {
  language: 'system',
  theme: 'system',
  density: 'comfortable',
  customerSide: 'right',
  enterSends: true,
  suggestTemplates: true,
  alerts: DEFAULT_ALERTS,
  awayAfter: null,
  keys: {},
  singleKeys: true,
}

test.each([undefined, null, 'broken', 7, []])('stored as %j, they are as delivered', (stored) => {
  expect(readPreferences(stored)).toEqual(DELIVERED)
})

test('a broken or unknown value falls back alone; the others stay', () => {
  const stored = { theme: 'dark', density: 'tiny', enterSends: 'no', language: 'id', newer: 1 }
  expect(readPreferences(stored)).toEqual({ ...DELIVERED, theme: 'dark', language: 'id' })
})

test('within alerts, too, only what is broken falls back', () => {
  const alerts = { volume: 7, repeat: true, notify: { reply: false, waiting: 'loud' } }
  expect(readPreferences({ alerts, awayAfter: 3 })).toEqual({
    ...DELIVERED,
    alerts: { ...DEFAULT_ALERTS, repeat: true, notify: { ...DEFAULT_ALERTS.notify, reply: false } },
  })
})
