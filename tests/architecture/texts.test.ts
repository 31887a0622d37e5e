// @vitest-environment node
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '../../locales/text.ts'
import { differences, usedKeys, wrongCalls, type Texts } from './texts.ts'
import { ROOT, sourceFiles } from './source-files.ts'

const FOLDERS = /^(components|composables|entrypoints|locales|messaging|platform|stores|alerts)\//

const TEXTS = v.record(v.string(), v.string())

async function catalogue(language: string): Promise<Texts> {
  const folder = join(ROOT, 'locales', language)
  const areas = await Promise.all(
    (await readdir(folder))
      .filter((file) => file.endsWith('.json'))
      .map(async (file) => {
        const texts = v.parse(TEXTS, JSON.parse(await readFile(join(folder, file), 'utf8')))
        return Object.entries(texts).map(
          ([name, text]) => [`${file.replace('.json', '')}.${name}`, text] as const,
        )
      }),
  )
  return new Map(areas.flat())
}

async function sources() {
  const paths = (await sourceFiles(['.ts', '.vue'])).filter(
    (path) => FOLDERS.test(path) && !path.endsWith('.test.ts'),
  )
  return Promise.all(
    paths.map(async (path) => ({ path, text: await readFile(join(ROOT, path), 'utf8') })),
  )
}

test.each(LANGUAGES)(
  'every text is there in %s, with the same holes and the right number of plurals',
  async (language) => {
    const english = await catalogue('en')
    expect(english.size).toBeGreaterThan(5)
    expect(differences(english, await catalogue(language), language)).toEqual([])
  },
)

test('every text is used', async () => {
  const english = await catalogue('en')
  const used = usedKeys(
    (await sources()).map(({ text }) => text),
    english,
  )
  expect([...english.keys()].filter((key) => !used.has(key))).toEqual([])
})

test('every call fills the holes of its text', async () => {
  const english = await catalogue('en')
  const wrong = (await sources()).flatMap(({ path, text }) =>
    wrongCalls(text, english).map((call) => `${path}: ${call}`),
  )
  expect(wrong).toEqual([])
})

describe('the judge', () => {
  const english = new Map([
    ['list.hello', 'Hello {name}'],
    ['list.rows', '{count} row | {count} rows'],
  ])
  test.each([
    ['missing', [['list.rows', '{count} baris']], 'list.hello is missing in id'],
    [
      'other holes',
      [
        ['list.hello', 'Halo {nama}'],
        ['list.rows', '{count} baris'],
      ],
      'list.hello has the holes [nama] in id, not [name]',
    ],
    [
      'too many plurals',
      [
        ['list.hello', 'Halo {name}'],
        ['list.rows', '{count} baris | {count} baris'],
      ],
      'list.rows has 2 plurals in id, which has 1',
    ],
    [
      'empty',
      [
        ['list.hello', 'Halo {name}'],
        ['list.rows', ' '],
      ],
      'list.rows is empty in id',
    ],
  ] as const)('sees a text that is %s', (_what, texts, sentence) => {
    expect(differences(english, new Map(texts), 'id')).toContain(sentence)
  })

  test('sees a text that nobody uses', () => {
    expect([...usedKeys([`t('list.hello', { name })`], english)]).toEqual(['list.hello'])
    expect([...usedKeys(['t(`list.ro${id}`)'], english)]).toEqual(['list.rows'])
    expect([...usedKeys(['t(`other.${id}`)'], english)]).toEqual([])
  })

  test.each([
    `t('list.hello')`,
    `t('list.hello', { nobody: 1 })`,
    `<p :title="t('list.rows')">`,
    `t('list.hello', { name, wrong })`,
  ])('sees the wrong call %s', (call) => {
    expect(wrongCalls(call, english)).not.toEqual([])
  })

  test.each([`t('list.hello', { name: first(x) })`, `{{ t('list.rows', { count: 3 }) }}`])(
    'lets pass %s',
    (call) => {
      expect(wrongCalls(call, english)).toEqual([])
    },
  )
})
