// @vitest-environment node
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { later } from '../../locales/en/later.ts'
import { readSource } from './read-imports.ts'
import { ROOT, sourceFiles } from './source-files.ts'
import { usedKeys } from './texts.ts'

const START = 'entrypoints/sidepanel/main.ts'

/** Files that name texts which others show once they are fetched: the palette, the sheet of keys, and a blocked key. */
const SHOWN_BY_OTHERS = [
  'composables/actions/catalogue.ts',
  'composables/actions/actions.ts',
  'components/palette/fixed-keys.ts',
]

/** Every file that is loaded with this one, without being asked for later. */
async function loadedWith(path: string, known: ReadonlySet<string>): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  const waiting = [path]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue
    const text = await readFile(join(ROOT, next), 'utf8')
    found.set(next, text)
    const from = next
    waiting.push(
      ...readSource(next, text)
        .imports.filter(({ typeOnly, later }) => !typeOnly && !later)
        .map(({ specifier }) => join(from, '..', specifier))
        .filter((target) => known.has(target)),
    )
  }
  return found
}

/** The words that the panel does not start with. */
const LATER = new Map(
  Object.entries(later).flatMap(([area, texts]) =>
    Object.entries(texts).map(([name, words]) => [`${area}.${name}`, words] as const),
  ),
)

const laterKeysIn = (text: string) => [...usedKeys([text], LATER)]

test('what the panel starts with says nothing whose words are fetched later', async () => {
  const files = await loadedWith(START, new Set(await sourceFiles(['.ts', '.vue'])))
  expect([...files.keys()]).toContain('components/list/ConversationRow.vue')
  const early = [...files]
    .filter(([path]) => !SHOWN_BY_OTHERS.includes(path))
    .flatMap(([path, text]) => laterKeysIn(text).map((key) => `${path}: ${key}`))
  expect(early).toEqual([])
})

test('a key of a later area would be seen, one of the start not', () => {
  expect(laterKeysIn("t('chat.close'), moves.pending, t('list.filterAll')")).toEqual(['chat.close'])
  expect(laterKeysIn('t(`transfer.${problem}`)')).not.toEqual([])
})
