// @vitest-environment node
import { SYNCED_KINDS } from '@baton/protocol/changes.ts'
import { expect, test } from 'vitest'
import { removeConversations, tablesOfRemoval } from '../db/commands/remove-conversations.ts'
import { getAccount } from '../db/queries/get-account.ts'
import { getCursor } from '../db/queries/get-cursor.ts'
import { aConversation, aTemplate, RINA } from '../db/testing/builders.ts'
import { FIRST } from './testing/fake-server.ts'
import { World } from './testing/world.ts'

/** A row that a later version may write, or a slip of the server's. */
const broken = (kind: string) => ({ kind, value: { id: 'not an id', of: 'tomorrow' } })

const kinds = [...SYNCED_KINDS, 'customer-gone', 'template-gone', 'of tomorrow']

test.each(kinds)('a %s that cannot be read keeps nothing else from coming', async (kind) => {
  const world = new World()
  world.server.commit({ kind: 'conversation', value: aConversation(1) })
  const pull = world.server.pull.bind(world.server)
  const rows: unknown[] = [broken(kind), null, 'row', 7]
  world.server.pull = (body) => {
    const answer = pull(body)
    if (answer.ok) Object.assign(answer.data, { rows: [...rows, ...answer.data.rows] })
    return answer
  }
  await world.live()
  expect(await world.db.conversations.get(FIRST)).toBeDefined()
  const changed = world.server.commit({ kind: 'template', value: aTemplate(1) })
  world.line.tell('changed', { ...changed, rows: [broken(kind), ...changed.rows] })
  await world.until(
    () => world.db.templates.count(),
    (count) => count === 1,
  )
  expect((await getCursor(world.db))?.rev).toBe(world.server.rev)
  const noted: unknown = await world.db.meta.get('unreadable')
  expect(noted).toHaveProperty('value.version', '1.0.0')
  expect(noted).toHaveProperty('value.rows')
  expect(JSON.stringify(noted)).toContain(JSON.stringify({ kind, id: 'not an id' }))
})

test.each([
  ['conversation:get', (world: World) => world.sync.older.conversation({ conversationId: FIRST })],
  ['conversations:older', (world: World) => world.sync.older.resolved()],
] as const)('a row of %s that cannot be read leaves the others', async (_event, asks) => {
  const world = new World()
  world.server.commit({ kind: 'conversation', value: aConversation(1, { state: 'resolved' }) })
  await world.live()
  const { db } = world
  await db.transaction('rw', tablesOfRemoval(db), () => removeConversations(db, [FIRST], RINA.id))
  const older = world.server.older
  const [get, page] = [older.get.bind(older), older.page.bind(older)]
  const spoil = <T extends { ok: boolean; data?: { rows: unknown[] } }>(answer: T): T => {
    answer.data?.rows.unshift(broken('message'))
    return answer
  }
  older.get = (body) => spoil(get(body))
  older.page = (body) => spoil(page(body))
  expect(await asks(world)).toMatchObject({ ok: true })
  expect(await db.conversations.get(FIRST)).toBeDefined()
})

test('what could not be read is pulled again by a new version of the extension', async () => {
  const world = new World()
  world.server.commit({ kind: 'conversation', value: aConversation(1) })
  const pull = world.server.pull.bind(world.server)
  world.server.pull = (body) => {
    const answer = pull(body)
    if (answer.ok) Object.assign(answer.data, { rows: [broken('conversation')] })
    return answer
  }
  await world.live()
  expect(await world.db.conversations.count()).toBe(0)
  world.kill()
  world.server.pull = pull
  await world.live()
  expect(await world.db.conversations.count()).toBe(0)
  world.version = '1.1.0'
  world.kill()
  await world.live()
  expect(await world.db.conversations.count()).toBe(1)
  expect(await world.db.meta.get('unreadable')).toBeUndefined()
})

test('a name that is too long keeps nobody out', async () => {
  const world = new World()
  world.server.agent = { ...RINA, name: 'R'.repeat(500) }
  await world.live()
  expect((await getAccount(world.db))?.agent.id).toBe(RINA.id)
})
