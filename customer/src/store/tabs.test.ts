import { expect, test } from 'vitest'
import { FakeWorld, settle } from './fake-server.ts'

const texts = (messages: readonly { text: string }[]) => messages.map(({ text }) => text)

/** One customer with the chat open in two tabs. */
async function startTabs() {
  const world = new FakeWorld()
  const one = world.openPage()
  const two = world.openPage('beside')
  await Promise.all([one.chat.start(), two.chat.start()])
  await settle()
  return { world, one, two }
}

test('two tabs opened at once are one customer', async () => {
  const { world, two } = await startTabs()
  expect(new Set(world.tokens).size).toBe(1)
  const reloaded = world.openPage('beside')
  await reloaded.chat.start()
  expect(new Set(world.tokens).size).toBe(1)
  expect(two.state.phase).toEqual({ status: 'live' })
})

test('what is written in either tab stands once in both, in one order', async () => {
  const { world, one, two } = await startTabs()
  one.chat.send('from one')
  two.chat.send('from two')
  one.chat.send('one again')
  await settle()
  expect(texts(world.stored)).toHaveLength(3)
  expect(one.state.messages).toEqual(two.state.messages)
  expect(texts(one.state.messages)).toEqual(texts(world.stored))
  expect([...one.state.pending, ...two.state.pending]).toEqual([])
})

test('what a closed tab left unsent goes out by the other one, once and in order', async () => {
  const { world, one, two } = await startTabs()
  world.cut()
  one.chat.send('first')
  two.chat.send('second')
  one.chat.send('third')
  await world.comeBack()
  expect(texts(world.stored).sort()).toEqual(['first', 'second', 'third'])
  expect(texts(two.state.messages)).toEqual(texts(world.stored))
  expect([...one.state.pending, ...two.state.pending]).toEqual([])
  expect(world.openPage().state.pending).toEqual([])
})

test('what one tab has shown already is not taken on by the other as pending', async () => {
  const { world, one, two } = await startTabs()
  world.losesAnswers = true
  one.chat.send('heard, but not answered')
  await settle()
  world.losesAnswers = false
  world.cut()
  await world.comeBack()
  for (const { state } of [one, two]) {
    expect(texts(state.messages)).toEqual(['heard, but not answered'])
    expect(state.pending).toEqual([])
  }
})

test('a server on a new database starts both anew, as one customer, with what was not sent', async () => {
  const { world, one, two } = await startTabs()
  one.chat.send('before')
  await settle()
  world.cut()
  one.chat.send('typed meanwhile')
  world.isUp = true
  world.forgetAll()
  await settle()
  expect(new Set(world.tokens.slice(-2)).size).toBe(1)
  expect(world.tokens.at(-1)).not.toBe(world.tokens[0])
  expect(texts(world.stored)).toEqual(['typed meanwhile'])
  for (const { state } of [one, two]) expect(texts(state.messages)).toEqual(['typed meanwhile'])
})
