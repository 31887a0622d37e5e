import { expect, test } from 'vitest'
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
  expect(state.person).toBe(person + 1)
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

test('a word that is not the site’s signs nobody in, and the chat goes on', async () => {
  const world = new FakeWorld()
  const { state } = await openAs(world, 'forged')
  expect(state.phase).toEqual({ status: 'live' })
  expect(world.tokens).toEqual(['token 1'])
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
