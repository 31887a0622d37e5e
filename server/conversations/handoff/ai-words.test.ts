import { expect, test } from 'vitest'
import { aiWordsFor, DEFAULT_AI_WORDS } from './ai-words.ts'

const { en, id } = DEFAULT_AI_WORDS

test.each([
  [null, en],
  ['en-GB', en],
  ['id', id],
  ['id-ID', id],
  ['fr', en],
  ['constructor', en],
])(
  'to a customer whose browser speaks %s the AI says it in that language, or in English',
  (language, words) => {
    expect(aiWordsFor({}, language)).toEqual(words)
  },
)

test('what a team has worded comes first, and Baton’s words stand for the rest', () => {
  const aiWords = { en: { goodbye: 'Ta-ta' }, id: { goodbye: 'Dadah' }, de: { welcome: 'Gern!' } }
  expect(aiWordsFor({ aiWords }, 'en')).toEqual({ ...en, goodbye: 'Ta-ta' })
  expect(aiWordsFor({ aiWords }, 'id-ID')).toEqual({ ...id, goodbye: 'Dadah' })
  // Of a language that Baton does not speak, English stands for what is not worded.
  expect(aiWordsFor({ aiWords }, 'de-AT')).toEqual({ ...en, goodbye: 'Ta-ta', welcome: 'Gern!' })
  expect(aiWordsFor({ aiWords }, 'fr')).toEqual({ ...en, goodbye: 'Ta-ta' })
})

test('both languages say the same things, each its own way', () => {
  expect(Object.keys(id ?? {})).toEqual(Object.keys(en ?? {}))
  for (const word of Object.values(id ?? {})) expect(Object.values(en ?? {})).not.toContain(word)
})
