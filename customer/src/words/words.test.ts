import { systemEvent } from '@baton/protocol/message.ts'
import { expect, test } from 'vitest'
import { english } from './english.ts'
import { indonesian } from './indonesian.ts'
import { spokenLanguage } from './words.ts'

test("the site's language comes first, then the browser's, then English", () => {
  expect(spokenLanguage(['id', 'en-US'])).toBe('id')
  expect(spokenLanguage(['', 'id-ID', 'en'])).toBe('id')
  expect(spokenLanguage(['de', 'fr', 'in'])).toBe('id')
  expect(spokenLanguage(['de', 'en-GB', 'id'])).toBe('en')
  expect(spokenLanguage(['de'])).toBe('en')
})

test.each(['id_ID', 'ID-id', ' id_ID.UTF-8', 'id@latin', 'in_ID'])('%s is Indonesian', (tag) => {
  expect(spokenLanguage([tag, 'en'])).toBe('id')
})

test('nothing is left unsaid in Indonesian, nor said in English there', () => {
  // A word that is the same in both.
  const same = new Set(['chat', 'titleOf'])
  for (const [key, said] of Object.entries(english)) {
    const translated: unknown = Reflect.get(indonesian, key)
    expect({ key, kind: typeof translated }).toEqual({ key, kind: typeof said })
    if (!same.has(key)) expect(String(translated)).not.toBe(String(said))
  }
})

test.each(systemEvent.options)('a customer reads of "%s" in their language', (event) => {
  const told = [english, indonesian].map(({ notice }) => notice(event, 'Rina'))
  expect(new Set(told).size).toBe(2)
  expect(told.join()).not.toMatch(/undefined|\$\{/)
})
