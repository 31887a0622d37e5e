// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'
import { effectScope, ref } from 'vue'
import { db, inWorld } from '../../tests/support/panel-world.ts'
import { openConversation } from '../../db/queries/open-conversation.ts'
import { aConversation, aMessage, RINA, TEAM } from '../../db/testing/builders.ts'
import { useOpening } from './useOpening.ts'

/** On a busy machine even a small database takes its time; ms. */
const PATIENCE = 30_000

const [ONE, TWO] = [aConversation(1, { lastSeq: 1 }), aConversation(2, { lastSeq: 0 })]

/** Resolves once what was begun before has been read, and outside of its transaction. */
async function readAfter(id: string) {
  await openConversation(db, id, RINA.id, 1)
  await new Promise((resolve) => setTimeout(resolve))
}

test('a conversation is read when it is chosen, and nothing of the one before is shown as its', async () => {
  const value = { serverUrl: 'https://baton.test', agent: RINA, team: TEAM }
  await db.meta.put({ key: 'account', value })
  await db.conversations.bulkPut([ONE, TWO])
  await db.messages.put(aMessage(1, { conversationId: ONE.id }))
  const id = ref('')
  const known = ref(1)
  const scope = effectScope(true)
  const opened = scope.run(
    inWorld(() =>
      useOpening(
        () => RINA.id,
        () => id.value,
        () => known.value,
      ),
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
  // What has been read by the time it is chosen is there at once.
  opened?.begin(TWO.id)
  await readAfter(TWO.id)
  id.value = TWO.id
  expect(opening?.value?.read?.conversation.id).toBe(TWO.id)
  // But not what was read long before.
  opened?.begin(ONE.id)
  await readAfter(ONE.id)
  const later = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 2_000)
  id.value = ONE.id
  later.mockRestore()
  expect(opening?.value).toBeUndefined()
  await vi.waitUntil(() => opening?.value?.read?.conversation.id === ONE.id, PATIENCE)
  // Nor what was read before a message came that the list knows of.
  opened?.begin(TWO.id)
  await readAfter(TWO.id)
  known.value += 1
  id.value = TWO.id
  expect(opening?.value).toBeUndefined()
  await vi.waitUntil(() => opening?.value?.read?.conversation.id === TWO.id, PATIENCE)
  id.value = ONE.id
  await vi.waitUntil(() => opening?.value?.read?.conversation.id === ONE.id, PATIENCE)
  // One that was not chosen after all is forgotten.
  opened?.begin(TWO.id)
  id.value = ''
  id.value = TWO.id
  await vi.waitUntil(() => opening?.value?.read?.conversation.id === TWO.id, PATIENCE)
  scope.stop()
})
