// @vitest-environment node
import { expect, test, vi } from 'vitest'
import { PULL_LIMIT_MAX, type ChangesPage, type PullChanges } from '@baton/protocol/changes.ts'
import type { Answer } from '@baton/protocol/errors.ts'
import { getConnection } from '../db/queries/get-connection.ts'
import { getCursor } from '../db/queries/get-cursor.ts'
import { aConversation, aMessage, testId } from '../db/testing/builders.ts'
import { World } from './testing/world.ts'

const CONVERSATIONS = 20_000

/** The page after a revision of a team with a conversation a revision, made on asking. */
function pageAfter(after: number, limit: number): ChangesPage {
  const rev = Math.min(CONVERSATIONS, after + limit)
  const rows = Array.from({ length: rev - after }, (_, index) => {
    const value = aConversation(after + index + 1, { lastSeq: 1 })
    return { kind: 'conversation' as const, value }
  })
  // A message with every hundredth is enough to see that both kinds come along.
  const messages = rows
    .filter((_, index) => index % 100 === 0)
    .map(({ value }, index) => ({
      kind: 'message' as const,
      value: aMessage(after + index + 1, { conversationId: value.id, seq: 1 }),
    }))
  return {
    timeline: 'timeline-1',
    rev,
    place: null,
    newest: CONVERSATIONS,
    rows: [...rows, ...messages],
  }
}

test('the first sync of a large team holds one page at a time', { timeout: 60_000 }, async () => {
  const world = new World()
  const { conversations } = world.db
  const stores = vi.spyOn(conversations, 'bulkPut')
  const storedWhenAsked: number[] = []
  world.server.rev = CONVERSATIONS
  world.server.pull = ({ after, limit }: PullChanges): Answer<ChangesPage> => {
    storedWhenAsked.push(stores.mock.calls.length)
    return { ok: true, data: pageAfter(after, limit) }
  }
  await world.live()
  expect(await conversations.count()).toBe(CONVERSATIONS)
  expect((await getCursor(world.db))?.rev).toBe(CONVERSATIONS)
  // The next page is asked for when the one before is stored, so that no two are ever held together.
  const pages = Array.from({ length: CONVERSATIONS / PULL_LIMIT_MAX }, (_, page) => page)
  expect(storedWhenAsked).toEqual(pages)
  expect(stores.mock.calls.map(([rows]) => rows.length)).toEqual(pages.map(() => PULL_LIMIT_MAX))
})

test('a new start after a restored backup is shown as catching up', async () => {
  const world = new World()
  world.server.commit({ kind: 'conversation', value: aConversation(1) })
  world.server.commit({ kind: 'conversation', value: aConversation(2) })
  await world.live()
  world.kill()
  world.server.restore('timeline-2', 1)
  const shown: string[] = []
  const empty: string[] = []
  const watching = world.until(
    () => Promise.all([getConnection(world.db), world.db.conversations.count()]),
    ([{ status }, count]) => {
      if (shown.at(-1) !== status) shown.push(status)
      if (count === 0) empty.push(status)
      return status === 'live' && shown.includes('catching-up')
    },
  )
  await world.sync.ensureConnected()
  await watching
  expect(shown.slice(-2)).toEqual(['catching-up', 'live'])
  expect(empty).not.toContain('live')
  expect(await world.db.conversations.toCollection().primaryKeys()).toEqual([
    testId('conversation', 1),
  ])
})
