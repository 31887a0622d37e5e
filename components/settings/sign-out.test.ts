// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest'
import { effectScope } from 'vue'
import { saveDraft } from '../../db/commands/save-draft.ts'
import { newMessageId, sendMessage } from '../../db/commands/send-message.ts'
import { db, inWorld, world } from '../../tests/support/panel-world.ts'
import { aConversation, aDraft, RINA, TEAM, testId } from '../../db/testing/builders.ts'
import { answerSignOut, askToSignOut, signOutAsked } from './sign-out.ts'
import { useDraft } from '../composer/useDraft.ts'

const signOut = vi.spyOn(world.background, 'signOut')

const FIRST = testId('conversation', 1)
const NOTHING = { drafts: 0, messages: 0, templateDrafts: 0, templateEdits: 0 }

beforeEach(async () => {
  signOut.mockClear()
  answerSignOut(world, 'stay')
  await Promise.all(db.tables.map((table) => table.clear()))
  const value = { serverUrl: 'https://baton.test', agent: RINA, team: TEAM }
  await db.meta.put({ key: 'account', value })
  await db.conversations.put(aConversation(1, { state: 'human', ownerId: RINA.id }))
})

test('with nothing unsent it signs out at once', async () => {
  await askToSignOut(world)
  expect(signOut).toHaveBeenCalledOnce()
  expect(signOutAsked.value).toBeNull()
})

const content = {
  ...{ shortcut: 'hi', title: 'hi', body: 'Hi', tags: [], language: null, attachments: [] },
  actions: { tags: [], note: '', then: 'stay' as const },
}
const UNSENT: [what: keyof typeof NOTHING, make: () => Promise<unknown>][] = [
  ['drafts', () => saveDraft(db, aDraft(FIRST, 'Half an answer'))],
  ['drafts', () => saveDraft(db, aDraft(FIRST, 'Half a note', 'team'))],
  [
    'messages',
    () =>
      sendMessage(db, {
        ...{ id: newMessageId(), conversationId: FIRST, text: 'On its way', epoch: 1, known: [] },
        ...{ visibility: 'everyone' as const, attachments: [], createdAt: 1 },
      }),
  ],
  [
    'templateDrafts',
    () =>
      db.templateDrafts.put({
        ...{ templateId: testId('template', 1), base: null, updatedAt: 1 },
        form: { personal: true, content },
      }),
  ],
]

test.each(UNSENT)('with unsent %s it asks, and says how many', async (what, make) => {
  await make()
  await askToSignOut(world)
  expect(signOut).not.toHaveBeenCalled()
  expect(signOutAsked.value).toEqual({ ...NOTHING, [what]: 1 })
})

test('what was typed a moment ago counts, too', async () => {
  const scope = effectScope()
  const draft = scope.run(inWorld(() => useDraft(FIRST)))
  if (draft) draft.text.value = 'Just now'
  // Before what is stored is known, nothing is written over it.
  await vi.waitUntil(
    async () => {
      await askToSignOut(world)
      return signOutAsked.value !== null
    },
    { timeout: 30_000 },
  )
  expect(signOutAsked.value).toEqual({ ...NOTHING, drafts: 1 })
  scope.stop()
})

test('the answer decides', async () => {
  await saveDraft(db, aDraft(FIRST, 'Half an answer'))
  await askToSignOut(world)
  answerSignOut(world, 'stay')
  expect(signOut).not.toHaveBeenCalled()
  await askToSignOut(world)
  answerSignOut(world, 'sign-out')
  expect(signOut).toHaveBeenCalledOnce()
  expect(signOutAsked.value).toBeNull()
})
