import { beforeEach, expect, test, vi } from 'vitest'
import { effectScope, ref } from 'vue'
import { db } from '../db/database.ts'
import { aConversation, aMessage, RINA, TEAM } from '../db/testing/builders.ts'
import { useOpening } from './useOpening.ts'

/** On a busy machine even a small database takes its time; ms. */
const PATIENCE = 10_000

const [ONE, TWO] = [aConversation(1, { lastSeq: 1 }), aConversation(2, { lastSeq: 0 })]

/** A panel in which nothing is chosen yet. */
function openPanel() {
  const id = ref('')
  const scope = effectScope(true)
  const made = scope.run(() =>
    useOpening(
      () => id.value,
      () => undefined,
    ),
  )
  if (!made) throw new Error('The scope was ended.')
  const shown = () => made.opening.value?.read?.conversation.id
  return { ...made, id, shown, stop: () => scope.stop() }
}

beforeEach(async () => {
  vi.restoreAllMocks()
  await Promise.all(db.tables.map((table) => table.clear()))
  const value = { serverUrl: 'https://baton.test', agent: RINA, team: TEAM }
  await db.meta.put({ key: 'account', value })
  await db.conversations.bulkPut([ONE, TWO])
  await db.messages.put(aMessage(1, { conversationId: ONE.id }))
})

test('a conversation is read when it is chosen, and nothing of the one before is shown as its', async () => {
  const panel = openPanel()
  panel.id.value = ONE.id
  expect(panel.opening.value).toBeUndefined()
  await vi.waitUntil(() => panel.shown() === ONE.id, PATIENCE)
  expect(panel.opening.value?.read?.messages.items).toHaveLength(1)
  panel.id.value = TWO.id
  expect(panel.opening.value).toBeUndefined()
  await vi.waitUntil(() => panel.shown() === TWO.id, PATIENCE)
  panel.stop()
})

test('one that was pointed at is there the moment it is chosen', async () => {
  const panel = openPanel()
  await panel.prepare(TWO.id)
  await panel.prepare(ONE.id)
  panel.id.value = ONE.id
  expect(panel.shown()).toBe(ONE.id)
  panel.id.value = TWO.id
  expect(panel.opening.value).toBeUndefined()
  panel.stop()
})

test('what was read a while ago is read again', async () => {
  const panel = openPanel()
  await panel.prepare(ONE.id)
  const now = performance.now()
  vi.spyOn(performance, 'now').mockReturnValue(now + 3_001)
  panel.id.value = ONE.id
  expect(panel.opening.value).toBeUndefined()
  await vi.waitUntil(() => panel.shown() === ONE.id, PATIENCE)
  panel.stop()
})
