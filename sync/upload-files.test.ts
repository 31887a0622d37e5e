// @vitest-environment node
import { UPLOAD_PART_BYTES } from '@baton/protocol/upload.ts'
import { expect, test } from 'vitest'
import { attachFile } from '../db/commands/attach-file.ts'
import { discardMessage } from '../db/commands/discard-message.ts'
import { removeFromDraft } from '../db/commands/remove-uploads.ts'
import { retryMessage } from '../db/commands/retry-message.ts'
import { sendMessage } from '../db/commands/send-message.ts'
import { getDraft } from '../db/queries/get-draft.ts'
import { aConversation, RINA } from '../db/testing/builders.ts'
import { FIRST } from './testing/fake-server.ts'
import { World } from './testing/world.ts'

const HOUR = 3_600_000

/** A conversation held by Rina, her extension, and the files of its server. */
async function startWorld() {
  const world = new World()
  const held = aConversation(1, { state: 'human', ownerId: RINA.id, epoch: 1 })
  world.server.commit({ kind: 'conversation', value: held })
  world.fetch = world.server.files.fetch
  await world.live()
  return world
}

async function attach(world: World, bytes = 10, name = 'a.txt'): Promise<string> {
  const blob = new Blob([new Uint8Array(bytes).fill(97)])
  const file = { name, type: 'text/plain', image: null, blob }
  const to = { conversationId: FIRST, visibility: 'everyone' as const }
  return (await attachFile(world.db, to, file, world.clock)) ?? 'none'
}

const send = (world: World, attachments: string[], text = '') =>
  sendMessage(world.db, {
    ...{ conversationId: FIRST, epoch: 1, text, attachments, visibility: 'everyone' },
  })

const emptied = (world: World) =>
  world.until(
    () => world.db.outbox.count(),
    (count) => count === 0,
  )

const sent = (world: World) =>
  world.server
    .messages(FIRST)
    .map(({ text, attachments }) => [text, ...attachments.map(({ id }) => id)])

test('a file goes out part by part while the agent still writes, and its message names it', async () => {
  const world = await startWorld()
  const id = await attach(world, 2 * UPLOAD_PART_BYTES + 5)
  await world.sync.kick()
  expect(world.server.files.parts.map(({ offset }) => offset)).toEqual([
    ...[0, UPLOAD_PART_BYTES, 2 * UPLOAD_PART_BYTES],
  ])
  expect(await world.db.uploads.get(id)).toMatchObject({ arrivedAt: world.clock, failure: null })
  await send(world, [id], 'Look')
  await world.sync.kick()
  await emptied(world)
  expect(sent(world)).toEqual([['Look', id]])
  expect(world.server.files.parts).toHaveLength(3)
  // Its bytes are shown from here from now on.
  expect(await world.db.uploads.count()).toBe(0)
  expect((await world.db.files.get(id))?.usedAt).not.toBeNull()
})

test('written offline with a file, a message goes out once and in order when the line returns', async () => {
  const world = await startWorld()
  world.line.up = false
  world.line.cut()
  const id = await attach(world)
  await send(world, [id], 'one')
  await send(world, [], 'two')
  world.line.up = true
  await world.live()
  await emptied(world)
  expect(sent(world)).toEqual([['one', id], ['two']])
})

test('a worker killed in the middle goes on where it was', async () => {
  const world = await startWorld()
  const size = 4 * UPLOAD_PART_BYTES
  const { files } = world.server
  const killed = Promise.withResolvers<undefined>()
  files.fateOf = ({ offset }) => {
    if (offset !== 2 * UPLOAD_PART_BYTES) return 'answered'
    files.fateOf = () => 'answered'
    world.kill()
    killed.resolve(undefined)
    return 'unanswered'
  }
  const id = await attach(world, size)
  await send(world, [id], 'Look')
  void world.sync.kick()
  await killed.promise
  await world.live()
  await emptied(world)
  expect(sent(world)).toEqual([['Look', id]])
  // The part whose answer got lost came twice, those before it did not.
  expect(files.parts.filter(({ offset }) => offset === 0)).toHaveLength(1)
  expect(files.arriving.get(id)?.bytes.length).toBe(size)
})

test('a part that nobody answers is tried again later, and holds the message back', async () => {
  const world = await startWorld()
  world.server.files.fateOf = () => 'unheard'
  const id = await attach(world)
  await send(world, [id])
  await send(world, [], 'after')
  await world.sync.kick()
  expect(sent(world)).toEqual([])
  world.server.files.fateOf = () => 'answered'
  world.pass(60_000)
  await emptied(world)
  expect(sent(world)).toEqual([['', id], ['after']])
})

test('a refused file fails its message, and Retry asks again', async () => {
  const world = await startWorld()
  world.server.files.fateOf = () => 'no-space'
  const id = await attach(world)
  const message = await send(world, [id])
  await world.sync.kick()
  expect(await world.db.outbox.get(message)).toMatchObject({ failure: 'no-space' })
  world.server.files.fateOf = () => 'answered'
  await retryMessage(world.db, message)
  await world.sync.kick()
  await emptied(world)
  expect(sent(world)).toEqual([['', id]])
})

test('a discarded message gives its text and files back to the message box', async () => {
  const world = await startWorld()
  world.server.files.fateOf = () => 'wrong-type'
  const id = await attach(world)
  const message = await send(world, [id], 'Look')
  await world.sync.kick()
  await discardMessage(world.db, message)
  expect(await getDraft(world.db, FIRST)).toMatchObject({
    texts: { everyone: 'Look' },
    attachments: [id],
  })
  await removeFromDraft(world.db, FIRST, id)
  expect(await getDraft(world.db, FIRST)).toMatchObject({
    texts: { everyone: 'Look' },
    attachments: [],
  })
  expect([await world.db.uploads.count(), await world.db.files.count()]).toEqual([0, 0])
})

test('a file taken back while it is uploaded stops there', async () => {
  const world = await startWorld()
  const id = await attach(world, 3 * UPLOAD_PART_BYTES)
  let removed = Promise.resolve()
  world.server.files.fateOf = ({ offset }) => {
    if (offset === 0) removed = removeFromDraft(world.db, FIRST, id)
    return 'answered'
  }
  await world.sync.kick()
  await removed
  expect(world.server.files.stored.has(id)).toBe(false)
})

test('a file that waited in a draft for long is asked about before it is sent', async () => {
  const world = await startWorld()
  const id = await attach(world)
  await world.sync.kick()
  world.clock += 30 * HOUR
  // The server has forgotten what nobody sent.
  world.server.files.stored.clear()
  world.server.files.arriving.clear()
  world.kill()
  await world.live()
  await send(world, [id])
  await world.sync.kick()
  await emptied(world)
  expect(sent(world)).toEqual([['', id]])
})

test('signing out leaves the files of what waits to be sent and of drafts', async () => {
  const world = await startWorld()
  world.server.files.fateOf = () => 'unheard'
  const waiting = await attach(world)
  await send(world, [waiting])
  const drafted = await attach(world)
  await world.sync.signOut()
  expect(await world.db.uploads.toCollection().primaryKeys()).toEqual([waiting, drafted])
  expect(await world.db.files.toCollection().primaryKeys()).toEqual([waiting, drafted])
})

test('a file that is looked at is fetched once, and kept', async () => {
  const world = await startWorld()
  const id = await attach(world)
  await send(world, [id])
  await world.sync.kick()
  await emptied(world)
  await world.db.files.clear()
  expect(await world.sync.loadFile({ id })).toEqual({ ok: true, data: {} })
  expect(await (await world.db.files.get(id))?.blob.text()).toBe('aaaaaaaaaa')
  world.fetch = () => Promise.reject(new Error('offline'))
  expect((await world.sync.loadFile({ id })).ok).toBe(true)
  expect(await world.sync.loadFile({ id: FIRST })).toMatchObject({ error: { code: 'no-answer' } })
})
