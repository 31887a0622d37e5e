// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest'
import { effectScope, ref } from 'vue'
import { db, inWorld } from '../../tests/support/panel-world.ts'
import { MESSAGES_PAGE } from '../../db/queries/conversation-messages.ts'
import { aConversation, aMessage } from '../../db/testing/builders.ts'
import { answerAsks } from '../../tests/support/answer-asks.ts'
import { useHistory } from './useHistory.ts'

const LAST = 10_000
const { id } = aConversation(1)
const server = {
  asked: [] as number[],
  isAway: false,
  page: (_before: number): Promise<void> => Promise.resolve(),
}
answerAsks({
  'load:history': async ({ before }) => {
    if (server.isAway) return { ok: false, error: { code: 'no-answer' } }
    server.asked.push(before)
    await server.page(before)
    return { ok: true, data: { more: before > 1 } }
  },
})

const put = (from: number, to: number) =>
  db.messages.bulkPut(
    Array.from({ length: to - from + 1 }, (_, n) => aMessage(from + n, { seq: from + n })),
  )
server.page = async (before) => {
  if (before > 1) await put(Math.max(1, before - 100), before - 1)
}

/** A chat of a conversation of ten thousand messages, of which the newest fifty are here. */
async function openChat() {
  const scope = effectScope(true)
  const lastSeq = ref(LAST)
  const history = scope.run(inWorld(() => useHistory(id, () => lastSeq.value)))
  if (!history) throw new Error('No scope.')
  const shown = () =>
    (history.found.value?.items ?? []).flatMap((item) =>
      item.kind === 'message' ? [item.message.seq] : [],
    )
  const shows = (from: number, to: number) =>
    expect
      .poll(() => [shown()[0], shown().at(-1), shown().length])
      .toEqual([from, to, to - from + 1])
  await shows(LAST - MESSAGES_PAGE + 1, LAST)
  return { ...history, lastSeq, shows, stop: () => scope.stop() }
}

beforeEach(async () => {
  server.asked = []
  server.isAway = false
  await Promise.all(db.tables.map((table) => table.clear()))
  await db.conversations.put(aConversation(1, { lastSeq: LAST }))
  await put(LAST - MESSAGES_PAGE + 1, LAST)
})

test('a jump to an old message fetches what lies around it, not all since', async () => {
  const chat = await openChat()
  await chat.reach(3_000)
  await chat.shows(2_951, 3_050)
  expect(server.asked).toEqual([3_051])
  expect([chat.older.value, chat.newer.value]).toEqual([true, true])
  chat.toLatest()
  await chat.shows(LAST - MESSAGES_PAGE + 1, LAST)
  expect([chat.newer.value, server.asked.length]).toEqual([false, 1])
  chat.stop()
})

test('from there one reads on both ways, a page at a time', async () => {
  const chat = await openChat()
  await chat.reach(60)
  await chat.shows(11, 110)
  await chat.loadOlder()
  await chat.shows(1, 110)
  expect(chat.older.value).toBe(false)
  for (const to of [160, 210, 260]) {
    // Who scrolls on while it is read gets one page.
    void chat.loadNewer()
    await chat.loadNewer()
    await chat.shows(1, to)
  }
  expect([chat.older.value, chat.newer.value]).toEqual([false, true])
  chat.stop()
})

test('where it meets the newest, nothing is missing between, and what comes is shown again', async () => {
  const chat = await openChat()
  const at = LAST - 260
  await chat.reach(at)
  await chat.shows(at - 49, at + 50)
  for (let to = at + 50; to < LAST;) {
    to = Math.min(LAST, to + MESSAGES_PAGE)
    await chat.loadNewer()
    await chat.shows(at - 49, to)
  }
  expect([chat.newer.value, chat.older.value]).toEqual([false, true])
  await put(LAST + 1, LAST + 1)
  chat.lastSeq.value = LAST + 1
  await db.conversations.update(id, { lastSeq: LAST + 1 })
  await chat.shows(at - 48, LAST + 1)
  chat.stop()
})

test('near the end all that follows is shown with it', async () => {
  const chat = await openChat()
  await chat.reach(LAST - 120)
  // From the page on in which it is: no more was fetched than it takes.
  await chat.shows(LAST - 149, LAST)
  expect(chat.newer.value).toBe(false)
  chat.stop()
})

test('what cannot be fetched is said, and fetched once it can be', async () => {
  const chat = await openChat()
  server.isAway = true
  await chat.reach(3_000)
  expect([chat.failed.value, chat.loading.value]).toEqual(['older', null])
  await chat.shows(LAST - MESSAGES_PAGE + 1, LAST)
  server.isAway = false
  await chat.retry()
  await chat.shows(2_951, 3_050)
  server.isAway = true
  await chat.loadNewer()
  expect(chat.failed.value).toBe('newer')
  await chat.shows(2_951, 3_050)
  server.isAway = false
  await chat.retry()
  await chat.shows(2_951, 3_100)
  expect(chat.failed.value).toBeNull()
  chat.stop()
})

test('what is here of it is shown without the server', async () => {
  await put(2_990, 3_020)
  server.isAway = true
  const chat = await openChat()
  await chat.reach(3_000)
  await chat.shows(2_990, 3_020)
  expect([chat.older.value, chat.newer.value]).toEqual([false, true])
  chat.stop()
})

test('a copy that loses what is shown shows its newest', async () => {
  const chat = await openChat()
  await chat.reach(3_000)
  await chat.shows(2_951, 3_050)
  await db.messages.filter(({ seq }) => seq < 5_000).delete()
  await chat.shows(LAST - MESSAGES_PAGE + 1, LAST)
  chat.stop()
})
