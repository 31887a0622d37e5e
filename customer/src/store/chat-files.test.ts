// @vitest-environment node
import { UPLOAD_PART_BYTES } from '@baton/protocol/upload.ts'
import { IDBFactory } from 'fake-indexeddb'
import { expect, test } from 'vitest'
import { FakeWorld, settle } from './fake-server.ts'
import { fileShelfIn } from './file-shelf.ts'

const aFile = (name: string, bytes = 10, type = 'text/plain') =>
  new File([new Uint8Array(bytes).fill(97)], name, { type })

async function openChat(world = new FakeWorld()) {
  const page = world.openPage()
  await page.chat.start()
  await settle()
  return { world, ...page }
}

test('a file is uploaded while the customer writes, and goes with the message', async () => {
  const { world, chat, state } = await openChat()
  await chat.files.attach([aFile('a.txt'), aFile('b.txt')])
  await settle()
  expect(state.draftFiles.map(({ name }) => name)).toEqual(['a.txt', 'b.txt'])
  expect(Object.values(state.uploading)).toEqual([1, 1])
  expect(chat.send('')).toBe(true)
  expect(state.draftFiles).toEqual([])
  await settle()
  expect(world.stored.map(({ attachments }) => attachments.map(({ name }) => name))).toEqual([
    ['a.txt', 'b.txt'],
  ])
  // Nothing is kept once it is stored.
  expect([world.shelf.blobs.size, Object.keys(state.uploading).length]).toEqual([0, 0])
})

test('what does not fit is told, and nothing of it is sent', async () => {
  const { world, chat, state } = await openChat()
  await chat.files.attach([aFile('big.txt', 1_001), aFile('a.exe', 5, ''), aFile('none.txt', 0)])
  expect(state.fileProblems).toEqual([
    'big.txt is larger than 1,000 bytes, the most that can be sent here.',
    'a.exe cannot be sent here. What can: PNG, TXT.',
    'none.txt is empty.',
  ])
  expect([state.draftFiles, world.fileServer.parts]).toEqual([[], []])
})

test('a message with a file that was written offline goes out once, after a reload too', async () => {
  const world = new FakeWorld()
  const { chat } = await openChat(world)
  world.cut()
  world.fileServer.isUp = false
  await chat.files.attach([aFile('a.txt')])
  chat.send('Look')
  chat.send('after')
  const again = world.openPage()
  world.isUp = true
  world.fileServer.isUp = true
  await again.chat.start()
  await settle()
  await world.pass(2_000)
  expect(world.stored.map(({ text, attachments }) => [text, attachments.length])).toEqual([
    ['Look', 1],
    ['after', 0],
  ])
})

test('files in the box are there after a reload, and go on', async () => {
  const world = new FakeWorld()
  const { chat } = await openChat(world)
  world.fileServer.isUp = false
  await chat.files.attach([aFile('a.txt')])
  world.fileServer.isUp = true
  const { state } = await openChat(world)
  await settle()
  expect(state.draftFiles.map(({ name }) => name)).toEqual(['a.txt'])
  expect(Object.values(state.uploading)).toEqual([1])
})

test('a file that is taken out is not sent', async () => {
  const { world, chat, state } = await openChat()
  await chat.files.attach([aFile('a.txt')])
  await settle()
  chat.files.detach(state.draftFiles[0]?.id ?? '')
  expect(chat.send('')).toBe(false)
  expect(world.shelf.blobs.size).toBe(0)
})

test('a file that the server refuses is taken out of the box, and said why', async () => {
  const { world, chat, state } = await openChat()
  world.fileServer.refusal = 'wrong-type'
  await chat.files.attach([aFile('a.txt')])
  await settle()
  expect(state.draftFiles).toEqual([])
  expect(state.fileProblems).toEqual([
    'a.txt was not attached: it is not a file that can be sent here.',
  ])
})

test('a long file goes in parts', async () => {
  const { world, chat, state } = await openChat()
  state.limits = { maxBytes: 10 * UPLOAD_PART_BYTES, types: ['text/plain'] }
  await chat.files.attach([aFile('a.txt', 2 * UPLOAD_PART_BYTES + 1)])
  await settle()
  const [first, second, third] = world.fileServer.parts.map(({ offset }) => offset)
  expect([first, second, third]).toEqual([0, UPLOAD_PART_BYTES, 2 * UPLOAD_PART_BYTES])
})

test('the shelf keeps files over a reload, and lets a page without IndexedDB go on', async () => {
  const factory = new IDBFactory()
  expect(await fileShelfIn(() => factory).put('a', aFile('a.txt'))).toBe(true)
  const kept = await fileShelfIn(() => factory).get('a')
  expect(await kept?.text()).toBe('aaaaaaaaaa')
  await fileShelfIn(() => factory).remove('a')
  expect(await fileShelfIn(() => factory).get('a')).toBeNull()
  const blocked = fileShelfIn(() => {
    throw new Error('SecurityError')
  })
  expect(await blocked.put('a', aFile('a.txt'))).toBe(false)
  expect(await blocked.get('a')).not.toBeNull()
})
