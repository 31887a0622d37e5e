// @vitest-environment happy-dom
import type {
  FoundConversations,
  FoundInMessages,
  SearchConversations,
  SearchMessages,
} from '@baton/protocol/search.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, ref } from 'vue'
import { putMessages } from '../../db/commands/put-messages.ts'
import { db, inWorld } from '../../tests/support/panel-world.ts'
import type { Answer, AskFailure } from '@baton/protocol/errors.ts'
import { aMessage, anId } from '../../tests/support/rows.ts'
import { answerAsks } from '../../tests/support/answer-asks.ts'
import { useSearch } from './useSearch.ts'

const HERE = anId()
const THERE = anId()
const scope = effectScope()
let named: Answer<FoundConversations, AskFailure>
let answer: Answer<FoundInMessages, AskFailure> | Promise<Answer<FoundInMessages, AskFailure>>
const asked = {
  messages: vi.fn<(body: SearchMessages) => Promise<Answer<FoundInMessages, AskFailure>>>(),
  conversations:
    vi.fn<(body: SearchConversations) => Promise<Answer<FoundConversations, AskFailure>>>(),
}

beforeEach(async () => {
  await db.transaction('rw', [db.messages, db.textBlocks], () =>
    putMessages(db, [aMessage({ conversationId: HERE, text: 'My parcel is late', at: 5 })]),
  )
  const older = aMessage({ conversationId: THERE, text: 'An old PARCEL', at: 2 })
  const other = aMessage({ conversationId: anId(), text: 'Colis' })
  answer = { ok: true, data: { messages: [older, other], more: false, rows: [] } }
  named = { ok: true, data: { rows: [], more: false } }
  asked.conversations.mockReset().mockImplementation(() => Promise.resolve(named))
  asked.messages.mockReset().mockImplementation(() => Promise.resolve(answer))
  answerAsks({ 'search:conversations': asked.conversations, 'search:messages': asked.messages })
})
afterEach(() => vi.restoreAllMocks())

function search(online: boolean) {
  const query = ref('')
  const found = scope.run(inWorld(() => useSearch(query, ref(online))))
  if (!found) throw new Error('The scope has ended.')
  return { query, ...found }
}

test('what is here is found at once, and what only the server has is added to it', async () => {
  const { query, found, progress } = search(true)
  const theirs = await answer
  const held = Promise.withResolvers<Answer<FoundInMessages, AskFailure>>()
  answer = held.promise
  query.value = 'parcel'
  await expect.poll(() => [...found.value.keys()]).toEqual([HERE])
  expect(progress.value).toBe('searching')
  held.resolve(theirs)
  await expect.poll(() => progress.value).toBe('done')
  expect([...found.value.keys()]).toEqual([HERE, THERE])
  expect(asked.messages).toHaveBeenCalledExactlyOnceWith({ query: 'parcel', limit: 50 })
})

test('without a connection the server is not asked, and that is known', async () => {
  const { query, found, progress } = search(false)
  query.value = 'parcel'
  await expect.poll(() => progress.value).toBe('offline')
  expect([...found.value.keys()]).toEqual([HERE])
  expect(asked.messages).not.toHaveBeenCalled()
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
  expect(asked.conversations).toHaveBeenCalledExactlyOnceWith({
    query: 'parcel',
    limit: 50,
  })
})
