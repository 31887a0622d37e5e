// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'
import { effectScope, ref } from 'vue'
import { db } from '../db/database.ts'
import { aConversation, aMessage, RINA, TEAM } from '../db/testing/builders.ts'
import { useOpening } from './useOpening.ts'

/** On a busy machine even a small database takes its time; ms. */
const PATIENCE = 10_000

const [ONE, TWO] = [aConversation(1, { lastSeq: 1 }), aConversation(2, { lastSeq: 0 })]

test('a conversation is read when it is chosen, and nothing of the one before is shown as its', async () => {
  const value = { serverUrl: 'https://baton.test', agent: RINA, team: TEAM }
  await db.meta.put({ key: 'account', value })
  await db.conversations.bulkPut([ONE, TWO])
  await db.messages.put(aMessage(1, { conversationId: ONE.id }))
  const id = ref('')
  const scope = effectScope(true)
  const opened = scope.run(() =>
    useOpening(
      () => id.value,
      () => undefined,
    ),
  )
  const opening = opened?.opening
  id.value = ONE.id
  await vi.waitUntil(() => opening?.value?.read?.conversation.id === ONE.id, PATIENCE)
  expect(opening?.value?.read?.messages.items).toHaveLength(1)
  id.value = TWO.id
  expect(opening?.value).toBeUndefined()
  await vi.waitUntil(() => opening?.value?.read?.conversation.id === TWO.id, PATIENCE)
  expect(opening?.value?.id).toBe(TWO.id)
  opened?.begin(ONE.id)
  expect(opening?.value?.id).toBe(TWO.id)
  id.value = ONE.id
  await vi.waitUntil(() => opening?.value?.read?.conversation.id === ONE.id, PATIENCE)
  // One that was not chosen after all is forgotten.
  opened?.begin(TWO.id)
  id.value = ''
  id.value = TWO.id
  await vi.waitUntil(() => opening?.value?.read?.conversation.id === TWO.id, PATIENCE)
  scope.stop()
})
