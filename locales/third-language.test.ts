// @vitest-environment happy-dom
import { shownName } from '@baton/domain/guest.ts'
import { expect, test } from 'vitest'
import { alertWords } from '../alerts/words.ts'
import { makeSpeech } from '../composables/words/speech.ts'
import { pageWords } from '../entrypoints/offscreen/page-words.ts'
import { differences } from '../tests/architecture/texts.ts'
import { alertTextsOf } from './alert-texts.ts'
import { byLanguage } from './by-language.ts'
import type { LanguagePack } from './language-pack.ts'
import { packOf } from './packs.ts'
import { pageTextsOf } from './page-texts.ts'
import { LANGUAGES, nextLanguage, spokenLanguage } from './text.ts'

/** Polish has four plurals; its words are the English ones with a mark. */
const KNOWN = [...LANGUAGES, 'pl'] as const
const inPolish = (text: string) => {
  const forms = text.split(' | ').map((form) => `pl ${form}`)
  return forms.length === 1 ? forms.join() : [...forms, ...forms].join(' | ')
}
function translated<T>(value: T): T
function translated(value: unknown): unknown {
  if (typeof value === 'string') return inPolish(value)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, translated(each)]))
}

const english = packOf('en')
const pack: LanguagePack = {
  name: 'Polski',
  panel: async () => translated(await english.panel()),
  later: async () => translated(await english.later()),
  emojiKind: /^flaga /,
}
/** As if the folder `locales/pl` was there. */
const withPolish = <T>(of: (language: string) => T, own: T) =>
  byLanguage({ './en/x': of('en'), './id/x': of('id'), './pl/x': own })

test('the panel speaks a third language once it has a pack', async () => {
  const speech = makeSpeech<(typeof KNOWN)[number]>(withPolish(packOf, pack), {
    language: 'en',
    areas: await english.panel(),
  })
  expect(speech.t('list.filterWaiting')).toBe('Waiting')
  await speech.speak('pl')
  expect(speech.language.value).toBe('pl')
  expect(speech.t('list.filterWaiting')).toBe('pl Waiting')
  expect(document.documentElement.lang).toBe('pl')
  expect(speech.formatNumber(12_345)).toBe(new Intl.NumberFormat('pl').format(12_345))
  await speech.speakFully()
  expect(speech.t('manager.title')).toBe('pl Templates')
  await speech.speak('id')
  expect(speech.t('manager.title')).toBe('Templat')
})

test('it is translated as far as the others', async () => {
  const flat = (areas: object) =>
    new Map(
      Object.entries(areas).flatMap(([area, texts]: [string, Record<string, string>]) =>
        Object.entries(texts).map(([name, text]): [string, string] => [`${area}.${name}`, text]),
      ),
    )
  expect(differences(flat(await english.panel()), flat(await pack.panel()), 'pl')).toEqual([])
  expect(differences(flat(await english.later()), flat(await pack.later()), 'pl')).toEqual([])
})

test('alerts and other people’s pages take their words from its folder', () => {
  const alerts = withPolish(alertTextsOf, translated(alertTextsOf('en')))
  const pages = withPolish(pageTextsOf, translated(pageTextsOf('en')))
  expect(alertWords('pl', alerts).language).toBe('pl')
  expect(alertWords('pl', alerts)('alerts.waiting', { name: 'Ola' })).toMatch(/^pl Ola/)
  expect(pageWords('pl', pages)('pages.title')).toMatch(/^pl /)
})

test('it is found among the languages of the browser, and the key that changes the language leads there', () => {
  expect(spokenLanguage(['pl-PL', 'id'], KNOWN)).toBe('pl')
  expect(spokenLanguage(['pl-PL', 'id'])).toBe('id')
  const round = KNOWN.map((language) => nextLanguage(language, KNOWN))
  expect(round).toEqual([...KNOWN.slice(1), KNOWN[0]])
})

test('a guest is called in English until the animals have names in it', () => {
  const guest = { id: '019a0000-0000-7000-8000-000000000001', name: '' }
  expect(shownName(guest, 'pl')).toBe(shownName(guest, 'en'))
})

test('every language has all that is looked for in its folder', () => {
  for (const language of LANGUAGES) {
    expect(packOf(language).name).not.toBe('')
    expect(alertTextsOf(language)).toBeDefined()
    expect(pageTextsOf(language)).toBeDefined()
  }
  expect(() => packOf('pl')).toThrow()
})
