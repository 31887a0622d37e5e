// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { putConversations } from '../../db/commands/put-conversations.ts'
import { putMessages } from '../../db/commands/put-messages.ts'
import { db, inWorld } from '../../tests/support/panel-world.ts'
import { usePlace } from '../../stores/place.ts'
import { aConversation, aMessage, anAgent } from '../../tests/support/rows.ts'
import { useAction } from '../../composables/actions/actions.ts'
import { answerAsks } from '../../tests/support/answer-asks.ts'
import { speak } from '../../composables/words/i18n.ts'
import { usePalette } from './usePalette.ts'

const ANA = aConversation()
const BUDI = aConversation({ customer: { ...ANA.customer, name: 'Budi Santoso', email: null } })
const REFUND = aMessage({
  ...{ conversationId: BUDI.id, seq: 3, at: 3 },
  text: 'Good morning to all of you. When does my *refund* come?',
})
const SARI = anAgent()
const searched = vi.fn()

let scope: EffectScope
beforeEach(async () => {
  setActivePinia(createPinia())
  scope = effectScope()
  answerAsks({
    'search:conversations': () => Promise.resolve({ ok: true, data: { rows: [], more: false } }),
  })
  await db.transaction('rw', db.tables, async () => {
    await putConversations(db, [ANA, BUDI])
    await putMessages(db, [REFUND])
    await db.agents.put(SARI)
  })
})
afterEach(async () => {
  scope.stop()
  await speak('en')
  vi.restoreAllMocks()
})

function open() {
  const palette = scope.run(
    inWorld(() => {
      for (const id of ['settings', 'resolve', 'filterAll'] as const) useAction(id, () => null)
      useAction('search', searched)
      return usePalette(() => [])
    }),
  )
  if (!palette) throw new Error('The scope has ended.')
  return {
    ...palette,
    titles: () => palette.lines.value.map(({ item }) => item.title),
    find: (kind: string) => palette.lines.value.find(({ item }) => item.kind === kind)?.item,
  }
}

test('an open palette speaks the language that is chosen in another window, and keeps what was typed', async () => {
  const { titles, query } = open()
  await expect.poll(titles).toContain('Ana Putri')
  expect(titles()).toContain('Settings')
  query.value = '>'
  await speak('id')
  expect(titles()).toContain('Pengaturan')
  expect(query.value).toBe('>')
})

test('a message of the copy is found by what was said, with the words in their line, and opened at its place', async () => {
  const { query, find } = open()
  query.value = 'refund'
  await expect.poll(() => find('message')?.title).toBe('Budi Santoso')
  const line = find('message')?.line ?? []
  expect(line.map(({ text }) => text).join('')).toBe('…of you. When does my *refund* come?')
  expect(line.filter(({ marked }) => marked).map(({ text }) => text)).toEqual(['refund'])
  find('message')?.run()
  const place = usePlace()
  expect([place.selectedId, place.linkedSeq]).toEqual([BUDI.id, 3])
})

test('a slip is forgiven in what was said, and in names, where nothing else is found', async () => {
  const { query, titles, find } = open()
  query.value = 'refnud'
  await expect.poll(() => find('message')?.title).toBe('Budi Santoso')
  query.value = 'putir'
  await expect.poll(titles).toContain('Ana Putri')
  query.value = 'resovle'
  await expect.poll(titles).toContain('Resolve')
})

test('one letter, an action and people are not looked for among what was said', async () => {
  const { query, titles, find } = open()
  query.value = 'refund'
  await expect.poll(() => find('message')).toBeDefined()
  for (const asked of ['r', '>refund', '/refund', '@refund', '']) {
    query.value = asked
    expect([asked, find('message')]).toEqual([asked, undefined])
  }
  expect(titles()).not.toContain('Search everywhere for “refund”')
})

test('the search of the list stands last, and gets the words', async () => {
  const { query, titles, lines, count } = open()
  await expect.poll(titles).toContain('Ana Putri')
  usePlace().filter = 'mine'
  query.value = ' ana '
  expect(titles().at(-1)).toBe('Search everywhere for “ana”')
  expect(count.value).toBe(titles().length - 1)
  lines.value.at(-1)?.item.run()
  const { search, filter } = usePlace()
  expect({ search, filter }).toEqual({ search: 'ana', filter: 'all' })
  expect(searched).toHaveBeenCalledOnce()
  query.value = '>ana'
  expect(titles()).not.toContain('Search everywhere for “ana”')
})

test('a colleague is found by name, and leads to what they hold', async () => {
  const { query, find, titles } = open()
  query.value = '@sari'
  await expect.poll(() => find('colleague')?.title).toBe('Sari Wijaya')
  expect(find('colleague')?.detail).toBe('Holds 0 conversations')
  find('colleague')?.run()
  expect(usePlace().agentId).toBe(SARI.id)
  query.value = '>sari'
  expect(titles()).not.toContain('Sari Wijaya')
})

test('what was said, and the search, are not remembered as used', async () => {
  const { query, find, used } = open()
  query.value = 'refund'
  await expect.poll(() => find('message')).toBeDefined()
  for (const kind of ['message', 'search']) {
    const item = find(kind)
    if (item) used(item)
  }
  expect(localStorage.getItem('baton:palette-recent') ?? '').not.toMatch(/message|search/)
})
