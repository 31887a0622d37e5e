// @vitest-environment happy-dom
import type { FoundConversations, FoundInMessages } from '@baton/protocol/search.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, ref } from 'vue'
import { putMessages } from '../../db/commands/put-messages.ts'
import { db } from '../../db/database.ts'
import type { Reply } from '../../messaging/requests.ts'
import { aMessage, anId } from '../../tests/support/rows.ts'
import { background } from '../../composables/background.ts'
import { useSearch } from './useSearch.ts'

const HERE = anId()
const THERE = anId()
const scope = effectScope()
let named: Reply<FoundConversations>
let answer: Reply<FoundInMessages> | Promise<Reply<FoundInMessages>>

beforeEach(async () => {
  await db.transaction('rw', [db.messages, db.textBlocks], () =>
    putMessages(db, [aMessage({ conversationId: HERE, text: 'My parcel is late', at: 5 })]),
  )
  const older = aMessage({ conversationId: THERE, text: 'An old PARCEL', at: 2 })
  const other = aMessage({ conversationId: anId(), text: 'Colis' })
  answer = { ok: true, data: { messages: [older, other], more: false, rows: [] } }
  named = { ok: true, data: { rows: [], more: false } }
  vi.spyOn(background, 'searchConversations').mockImplementation(() => Promise.resolve(named))
  vi.spyOn(background, 'searchMessages').mockImplementation(() => Promise.resolve(answer))
})
afterEach(() => vi.restoreAllMocks())

function search(online: boolean) {
  const query = ref('')
  const found = scope.run(() => useSearch(query, ref(online)))
  if (!found) throw new Error('The scope has ended.')
  return { query, ...found }
}

test('what is here is found at once, and what only the server has is added to it', async () => {
  const { query, found, progress } = search(true)
  const theirs = await answer
  const held = Promise.withResolvers<Reply<FoundInMessages>>()
  answer = held.promise
  query.value = 'parcel'
  await expect.poll(() => [...found.value.keys()]).toEqual([HERE])
  expect(progress.value).toBe('searching')
  held.resolve(theirs)
  await expect.poll(() => progress.value).toBe('done')
  expect([...found.value.keys()]).toEqual([HERE, THERE])
  expect(background.searchMessages).toHaveBeenCalledExactlyOnceWith({ query: 'parcel', limit: 50 })
})

test('without a connection the server is not asked, and that is known', async () => {
  const { query, found, progress } = search(false)
  query.value = 'parcel'
  await expect.poll(() => progress.value).toBe('offline')
  expect([...found.value.keys()]).toEqual([HERE])
  expect(background.searchMessages).not.toHaveBeenCalled()
})

test('a server that does not answer leaves what is here', async () => {
  answer = { ok: false, error: { code: 'no-answer' } }
  const { query, found, progress } = search(true)
  query.value = 'parcel'
  await expect.poll(() => progress.value).toBe('failed')
  expect([...found.value.keys()]).toEqual([HERE])
})

test('customers are asked for along with messages, and that the server did not find them is said', async () => {
  named = { ok: false, error: { code: 'overloaded' } }
  const { query, progress } = search(true)
  query.value = 'parcel'
  await expect.poll(() => progress.value).toBe('failed')
  expect(background.searchConversations).toHaveBeenCalledExactlyOnceWith({
    query: 'parcel',
    limit: 50,
  })
})
