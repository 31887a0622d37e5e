// @vitest-environment node
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import english from 'emojilib'
import { expect, test } from 'vitest'
import { emojiWords, englishWords } from './make-emoji-words.ts'
import { ROOT } from './run-step.ts'

test('the words that are shipped stand in the order of the emoji that they are read with', async () => {
  const lines = (await readFile(join(ROOT, 'locales/id/emoji.txt'), 'utf8')).trimEnd().split('\n')
  const characters = Object.keys(english)
  expect(lines).toHaveLength(characters.length)
  const nameOf = (character: string) => lines[characters.indexOf(character)]?.split('|')[0]
  expect(['🚀', '❤️', '🐘', '🎂'].map(nameOf)).toEqual([
    'roket',
    'hati merah',
    'gajah',
    'kue ulang tahun',
  ])
})

test('the English words that are shipped find each emoji by every word that it is known by', async () => {
  const shipped = await readFile(join(ROOT, 'locales/emoji/english.txt'), 'utf8')
  expect(shipped).toBe(`${englishWords(english).join('\n')}\n`)
  const lines = shipped.trimEnd().split('\n')
  const unfound = Object.entries(english).flatMap(([character, phrases], n) => {
    const [of, ...called] = lines[n]?.split('\t') ?? []
    const kept = called.join(' ').split(' ')
    const words = phrases.flatMap((phrase) => phrase.toLowerCase().split(/[_ ]/))
    const lost = words.filter((word) => !kept.some((one) => one.startsWith(word)))
    return of === character ? lost : [character]
  })
  expect(unfound).toEqual([])
})

test('what finds an emoji already is left out, and so are flags', () => {
  const said = {
    '🚀': { tts: ['roket'], default: ['roket', 'angkasa', 'space'] },
    // CLDR leaves out the mark that asks for the coloured picture.
    '❤': { tts: ['hati merah'], default: ['hati', 'cinta', 'merah hati'] },
    '🇮🇩': { tts: ['bendera: Indonesia'], default: ['bendera'] },
  }
  const list = {
    '🚀': ['rocket', 'outer_space'],
    '❤️': ['red_heart'],
    '🇮🇩': ['flag'],
    '🫠': ['melt'],
  }
  expect(emojiWords(list, said)).toEqual(['roket|angkasa', 'hati merah|cinta', '', ''])
})
