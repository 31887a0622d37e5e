// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'
import { effectScope, ref } from 'vue'
import { putConversations } from '../../db/commands/put-conversations.ts'
import { db, inWorld } from '../../tests/support/panel-world.ts'
import { aConversation, RINA, TEAM } from '../../db/testing/builders.ts'
import { useRowWindow } from './useRowWindow.ts'

const [ONE, TWO] = [aConversation(1), aConversation(2)]

test('a change in one conversation draws no row anew but its own', async () => {
  await db.meta.put({
    key: 'account',
    value: { serverUrl: 'https://baton.test', agent: RINA, team: TEAM },
  })
  await putConversations(db, [ONE, TWO])
  const scope = effectScope(true)
  const window = scope.run(inWorld(() => useRowWindow(ref([ONE.id, TWO.id]))))
  const rowOf = (id: string) => window?.rowOf(id)
  await vi.waitUntil(() => rowOf(ONE.id) && rowOf(TWO.id), 30_000)
  const before = rowOf(TWO.id)
  await putConversations(db, [{ ...ONE, state: 'resolved' }])
  await vi.waitUntil(() => rowOf(ONE.id)?.badge.tone === 'resolved', 30_000)
  expect(before?.conversation).toMatchObject(TWO)
  expect(rowOf(TWO.id)).toBe(before)
  scope.stop()
})
