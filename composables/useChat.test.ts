// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest'
import { effectScope } from 'vue'
import { markRead } from '../db/commands/mark-read.ts'
import { db } from '../db/database.ts'
import { MESSAGES_PAGE } from '../db/queries/conversation-messages.ts'
import { getReadMark } from '../db/queries/get-read-mark.ts'
import { aConversation, aMessage, RINA, TEAM } from '../db/testing/builders.ts'
import { useChat } from './useChat.ts'

const kicked = vi.hoisted(() => ({ listeners: new Set<() => void>() }))
vi.mock('./background.ts', () => ({
  background: {
    kick: () => {
      for (const heard of kicked.listeners) heard()
    },
  },
}))

const CONVERSATION = aConversation(1, { state: 'human', ownerId: RINA.id, lastSeq: 3, epoch: 1 })

function becomes(state: DocumentVisibilityState) {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state)
  document.dispatchEvent(new Event('visibilitychange'))
}
/** The panel tells the background each time it has read something. */
const read = () => new Promise<void>((resolve) => kicked.listeners.add(resolve))
/** As opened on a screen that shows the end. */
const openPanel = () => {
  const scope = effectScope(true)
  const chat = scope.run(() => useChat(CONVERSATION.id, () => CONVERSATION))
  if (chat) chat.atEnd.value = true
  return { stop: () => scope.stop(), ready: () => vi.waitUntil(() => chat?.ready.value) }
}
const markedUpTo = async () => (await getReadMark(db, CONVERSATION.id))?.seq ?? 0

beforeEach(async () => {
  kicked.listeners.clear()
  await Promise.all(db.tables.map((table) => table.clear()))
  const value = { serverUrl: 'https://baton.test', agent: RINA, team: TEAM }
  await db.meta.put({ key: 'account', value })
  await db.conversations.put(CONVERSATION)
  await db.messages.bulkPut([1, 2, 3].map((n) => aMessage(n)))
})

test('a panel that nobody sees reads nothing; it reads when it is seen', async () => {
  becomes('hidden')
  const hidden = openPanel()
  await hidden.ready()
  const seen = read()
  await markRead(db, CONVERSATION.id, 1)
  expect(await markedUpTo()).toBe(1)
  becomes('visible')
  await seen
  expect(await markedUpTo()).toBe(3)
  hidden.stop()
})

test('a panel that is behind does not take a mark of another one back', async () => {
  becomes('visible')
  await db.conversations.put({ ...CONVERSATION, lastSeq: 5 })
  await db.messages.bulkPut([4, 5].map((n) => aMessage(n)))
  await markRead(db, CONVERSATION.id, 5)
  const seen = read()
  const behind = openPanel()
  await seen
  expect(await markedUpTo()).toBe(5)
  expect((await db.unsentReads.get(CONVERSATION.id))?.seq).toBe(5)
  behind.stop()
})

test('who scrolls on while older messages are being read gets one page more, not several', async () => {
  await db.conversations.put({ ...CONVERSATION, lastSeq: 200 })
  await db.messages.bulkPut(Array.from({ length: 200 }, (_, n) => aMessage(n + 1)))
  const scope = effectScope(true)
  const chat = scope.run(() => useChat(CONVERSATION.id, () => CONVERSATION))
  await vi.waitUntil(() => chat?.items.value.length === MESSAGES_PAGE)
  void chat?.loadOlder()
  void chat?.loadOlder()
  await vi.waitUntil(() => (chat?.items.value.length ?? 0) > MESSAGES_PAGE)
  expect(chat?.items.value.length).toBe(2 * MESSAGES_PAGE)
  void chat?.loadOlder()
  await vi.waitUntil(() => chat?.items.value.length === 3 * MESSAGES_PAGE)
  scope.stop()
})
