// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest'
import { effectScope, shallowRef } from 'vue'
import { markRead } from '../../db/commands/mark-read.ts'
import { db, inWorld, world } from '../../tests/support/panel-world.ts'
import { MESSAGES_PAGE } from '../../db/queries/conversation-messages.ts'
import { getReadMark } from '../../db/queries/get-read-mark.ts'
import { aConversation, aMessage, RINA, TEAM } from '../../db/testing/builders.ts'
import { useChat } from './useChat.ts'

const kicked = { listeners: new Set<() => void>() }
world.background.kick = () => {
  for (const heard of kicked.listeners) heard()
}

/** A loaded machine takes its time. */
const PATIENT = { timeout: 30_000 }
const CONVERSATION = aConversation(1, { state: 'human', ownerId: RINA.id, lastSeq: 3, epoch: 1 })

function becomes(state: DocumentVisibilityState) {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state)
  document.dispatchEvent(new Event('visibilitychange'))
}
/** The panel tells the background each time it has read something. */
const read = () => new Promise<void>((resolve) => kicked.listeners.add(resolve))
/** As opened on a screen that shows the end. */
const openPanel = (conversation = () => CONVERSATION) => {
  const scope = effectScope(true)
  const chat = scope.run(inWorld(() => useChat(CONVERSATION.id, conversation)))
  if (chat) chat.atEnd.value = true
  return {
    stop: () => scope.stop(),
    ready: () => vi.waitUntil(() => chat?.ready.value, PATIENT),
    shows: (seq: number) =>
      chat?.items.value.some((item) => item.kind === 'message' && item.message.seq === seq),
  }
}
/** What somebody does who looks without giving the panel the focus. */
const SIGNS = ['wheel', 'pointermove', 'pointerdown', 'keydown', 'focus']
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

test('a panel in sight that nobody uses reads nothing; the focus, or a sign of somebody, reads what is shown', async () => {
  becomes('visible')
  const conversation = shallowRef(CONVERSATION)
  const opened = read()
  const panel = openPanel(() => conversation.value)
  await opened
  window.dispatchEvent(new Event('blur'))
  const says = async (seq: number) => {
    await db.conversations.put({ ...CONVERSATION, lastSeq: seq })
    await db.messages.put(aMessage(seq))
    conversation.value = { ...CONVERSATION, lastSeq: seq }
    await vi.waitUntil(() => panel.shows(seq), PATIENT)
  }
  for (const [seq, sign] of [...SIGNS].entries()) {
    await says(4 + seq)
    // All that could have marked it has had its turn.
    await db.transaction('rw', db.readMarks, db.unsentReads, () => db.readMarks.count())
    expect(await markedUpTo()).toBe(3 + seq)
    const seen = read()
    window.dispatchEvent(new Event(sign))
    await seen
    expect(await markedUpTo(), sign).toBe(4 + seq)
  }
  window.dispatchEvent(new Event('focus'))
  panel.stop()
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
  const chat = scope.run(inWorld(() => useChat(CONVERSATION.id, () => CONVERSATION)))
  await vi.waitUntil(() => chat?.items.value.length === MESSAGES_PAGE, PATIENT)
  void chat?.loadOlder()
  void chat?.loadOlder()
  await vi.waitUntil(() => (chat?.items.value.length ?? 0) > MESSAGES_PAGE, PATIENT)
  expect(chat?.items.value.length).toBe(2 * MESSAGES_PAGE)
  void chat?.loadOlder()
  await vi.waitUntil(() => chat?.items.value.length === 3 * MESSAGES_PAGE, PATIENT)
  scope.stop()
})
