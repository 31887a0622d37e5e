import { expect, test } from 'vitest'
import { chatStorage } from './chat-storage.ts'
import { FakeWorld, settle } from './fake-server.ts'

const texts = (messages: readonly { text: string }[]) => messages.map(({ text }) => text)

async function openAs(world: FakeWorld, identity: string | null) {
  const page = world.openPage()
  await (identity === null ? page.chat.start() : page.chat.become(identity))
  await settle()
  return page
}

test('who writes anonymously and then signs in stays in the conversation', async () => {
  const world = new FakeWorld()
  const { chat, state } = await openAs(world, null)
  chat.send('hello')
  await settle()
  await chat.become('ana')
  await settle()
  expect(world.tokens).toEqual(['token 1', 'token 1~ana'])
  expect(texts(state.messages)).toEqual(['hello'])
  await openAs(world, 'ana')
  expect(world.tokens.at(-1)).toBe('token 1~ana')
})

test('what was not sent yet goes out in the name of whom they signed in as', async () => {
  const world = new FakeWorld()
  const { chat } = await openAs(world, null)
  world.cut()
  chat.send('typed before')
  await chat.become('ana')
  world.isUp = true
  await world.pass(10_000)
  expect(world.tokens.at(-1)).toBe('token 1~ana')
  expect(texts(world.stored)).toEqual(['typed before'])
})

test('signing out at a shared machine leaves nothing: the next one is somebody new', async () => {
  const world = new FakeWorld()
  const { chat } = await openAs(world, 'ana')
  chat.send('of Ana')
  world.cut()
  chat.send('unsent, of Ana')
  world.isUp = true
  const next = await openAs(world, null)
  expect(world.tokens.at(-1)).toBe('token 2')
  expect(next.state.pending).toEqual([])
  expect(texts(world.stored)).not.toContain('unsent, of Ana')
})

test('signing out while the chat is open takes everything off the screen', async () => {
  const world = new FakeWorld()
  const { chat, state } = await openAs(world, 'ana')
  chat.send('of Ana')
  await settle()
  const { person } = state
  world.stored.length = 0
  await chat.become(null)
  await settle()
  expect(state.messages).toEqual([])
  expect(state.person).toBeGreaterThan(person)
  expect(world.tokens.at(-1)).toBe('token 2')
})

test('another person signing in never gets the token of the one before', async () => {
  const world = new FakeWorld()
  await openAs(world, 'ana')
  await openAs(world, 'budi')
  expect(world.tokens).toEqual(['token 1~ana', 'token 2~budi'])
})

test("a word past its time says so, and the site's new one goes on where it was", async () => {
  const world = new FakeWorld()
  const { chat, state } = await openAs(world, 'ana')
  world.events?.refused('identity-expired')
  expect(state.phase).toEqual({ status: 'failed', reason: 'identity-expired' })
  await chat.become('late ana')
  expect(state.phase).toEqual({ status: 'failed', reason: 'identity-expired' })
  await chat.become('ana')
  await settle()
  expect(state.phase).toEqual({ status: 'live' })
  expect(world.tokens.at(-1)).toBe('token 1~ana')
})

test('a message that is refused for a word past its time is kept for the next one', async () => {
  const world = new FakeWorld()
  const { chat, state } = await openAs(world, 'ana')
  world.refusal = { code: 'identity-expired' }
  chat.send('hello')
  await settle()
  expect(state.phase).toEqual({ status: 'failed', reason: 'identity-expired' })
  world.refusal = null
  await openAs(world, 'ana')
  expect(texts(world.stored)).toEqual(['hello'])
})

test('a word that is not the site’s signs nobody in, the chat goes on, and both sides are told', async () => {
  const world = new FakeWorld()
  const { chat, state } = await openAs(world, 'forged')
  expect(state.phase).toEqual({ status: 'live' })
  expect(world.tokens).toEqual(['token 1'])
  expect([state.notice, state.refusal]).toEqual(['not-signed-in', 'signature'])
  await chat.become('ana')
  await settle()
  expect([state.notice, state.refusal]).toEqual([null, null])
})

test('where the customer is, is told at every connection and whenever it changes', async () => {
  const world = new FakeWorld()
  const { chat } = await openAs(world, null)
  const visit = { page: null, language: 'id', timeZone: null }
  chat.tellVisit(visit)
  world.cut()
  await world.comeBack()
  expect(world.visits).toEqual([visit, visit])
})

test('a guest’s words stay the guest’s when the word was not made for this browser, sent or not', async () => {
  const world = new FakeWorld()
  world.carries = false
  const { chat, state } = await openAs(world, null)
  chat.send('of the guest')
  await settle()
  world.cut()
  chat.send('unsent, of the guest')
  world.isUp = true
  const guest = [...world.stored]
  await chat.become('somebody')
  await settle()
  expect(world.tokens.at(-1)).toBe('token 2~somebody')
  expect(state.pending).toEqual([])
  await world.pass(10_000)
  expect(texts(world.stored)).toEqual(texts(guest))
  await chat.become(null)
  await settle()
  await world.pass(10_000)
  expect(world.tokens.at(-1)).toBe('token 1')
  expect(texts(state.messages)).toEqual(['of the guest', 'unsent, of the guest'])
})

test('what a guest has only typed is put aside as well', async () => {
  const world = new FakeWorld()
  world.carries = false
  const storage = chatStorage(world.storage, 'demo')
  const { chat } = await openAs(world, null)
  storage.setDraft('a private thought')
  await chat.become('somebody')
  await settle()
  expect(storage.draft()).toBe('')
  await chat.become(null)
  await settle()
  expect(storage.draft()).toBe('a private thought')
})

test('a page that goes away in the middle of signing in does not take the guest’s words with it', async () => {
  const world = new FakeWorld()
  world.carries = false
  const { chat } = await openAs(world, null)
  chat.send('of the guest')
  await settle()
  // As far as it had come: put aside, and nobody signed in yet.
  chatStorage(world.storage, 'demo').setAside('with-token')
  const { state } = await openAs(world, null)
  expect(world.tokens.at(-1)).toBe('token 1')
  expect(texts(state.messages)).toEqual(['of the guest'])
})

test('a guest’s tab whose customer signs in in another one says so, and takes nothing from them', async () => {
  const world = new FakeWorld()
  const one = await openAs(world, null)
  one.chat.send('of the guest')
  await settle()
  const guests = world.events
  const two = world.openPage('beside')
  await two.chat.become('ana')
  await settle()
  // The server cuts off whoever has not shown the site's word.
  guests?.refused('signed-out')
  await settle()
  expect(one.state.phase).toEqual({ status: 'failed', reason: 'signed-in-elsewhere' })
  expect(chatStorage(world.storage, 'demo').token()).toBe('token 1')
  expect(texts(two.state.messages)).toEqual(['of the guest'])
})
