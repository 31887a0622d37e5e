import { expect, test } from 'vitest'
import { FakeWorld, settle } from './fake-server.ts'

async function startWorld() {
  const world = new FakeWorld()
  const page = world.openPage()
  await page.chat.start()
  await settle()
  return { world, ...page }
}

const texts = (messages: readonly { text: string }[]) => messages.map(({ text }) => text)

test('a message is stored once and stands once', async () => {
  const { world, chat, state } = await startWorld()
  chat.send('hello')
  await settle()
  expect(texts(world.stored)).toEqual(['hello'])
  expect(texts(state.messages)).toEqual(['hello'])
  expect(state.pending).toEqual([])
})

test('what is written offline goes out once and in order when the line is back', async () => {
  const { world, chat, state } = await startWorld()
  world.cut()
  chat.send('one')
  chat.send('two')
  await settle()
  expect(state.pending.map(({ status }) => status)).toEqual(['queued', 'queued'])
  await world.comeBack()
  await world.pass(10_000)
  expect(texts(world.stored)).toEqual(['one', 'two'])
  expect(texts(state.messages)).toEqual(['one', 'two'])
  expect(state.pending).toEqual([])
})

test('what was written before a reload goes out after it', async () => {
  const { world, chat } = await startWorld()
  world.cut()
  chat.send('one')
  chat.send('two')
  await settle()
  world.isUp = true
  const again = world.openPage()
  expect(texts(again.state.pending)).toEqual(['one', 'two'])
  await again.chat.start()
  await settle()
  expect(world.customers).toBe(1)
  expect(texts(again.state.messages)).toEqual(['one', 'two'])
  expect(again.state.pending).toEqual([])
})

test('a message whose answer was lost is not doubled, nor kept for ever', async () => {
  const { world, chat, state } = await startWorld()
  world.losesAnswers = true
  chat.send('hello')
  await settle()
  world.cut()
  await world.comeBack()
  expect(texts(world.stored)).toEqual(['hello'])
  expect(texts(state.messages)).toEqual(['hello'])
  expect(state.pending).toEqual([])
  const again = world.openPage()
  expect(again.state.pending).toEqual([])
})

test('a gap between two messages is filled from the server', async () => {
  const { world, state } = await startWorld()
  world.say('ai', 'first, and lost on the way')
  world.events?.added(world.say('ai', 'second'))
  await settle()
  expect(texts(state.messages)).toEqual(['first, and lost on the way', 'second'])
})

test('what came while the line was cut is there when it is back', async () => {
  const { world, state } = await startWorld()
  world.cut()
  for (let number = 1; number <= 450; number += 1) world.say('agent', `line ${number}`)
  await world.comeBack()
  expect(texts(state.messages)).toContain('line 401')
  world.cut()
  for (let number = 451; number <= 900; number += 1) world.say('agent', `line ${number}`)
  await world.comeBack()
  expect(texts(state.messages).slice(-450)).toEqual(
    Array.from({ length: 450 }, (_, index) => `line ${index + 451}`),
  )
})

test('older messages come a page at a time', async () => {
  const world = new FakeWorld()
  for (let number = 1; number <= 120; number += 1) world.say('ai', `line ${number}`)
  const { chat, state } = world.openPage()
  await chat.start()
  await settle()
  expect([state.messages.length, state.older]).toEqual([50, 'some'])
  await chat.loadOlder()
  await chat.loadOlder()
  expect([state.messages.length, state.older]).toEqual([120, 'none'])
  expect(state.messages[0]?.text).toBe('line 1')
})

test('a streamed answer makes way for the stored one of the same id', async () => {
  const { world, state } = await startWorld()
  const messageId = world.newId()
  world.events?.streaming({ messageId, text: 'Refunds take' })
  expect(state.reply?.text).toBe('Refunds take')
  world.events?.ended({ messageId })
  expect(state.reply?.text).toBe('Refunds take')
  world.events?.added(world.say('ai', 'Refunds take 5 days.', messageId))
  expect(state.reply).toBeNull()
  expect(state.messages.map(({ id }) => id)).toEqual([messageId])
})

test('an answer that was broken off goes away, at a take-over at once', async () => {
  const { world, state } = await startWorld()
  world.events?.streaming({ messageId: world.newId(), text: 'Ref' })
  world.events?.view({ state: 'human', agentName: 'Rina' })
  expect(state.reply).toBeNull()
  world.events?.streaming({ messageId: world.newId(), text: 'too late' })
  expect(state.reply).toBeNull()

  world.events?.view({ state: 'ai', agentName: null })
  const messageId = world.newId()
  world.events?.streaming({ messageId, text: 'Ref' })
  world.events?.ended({ messageId })
  await world.pass(500)
  expect(state.reply).toBeNull()
})

test('a refused message says why, holds nothing up, and goes out on Retry', async () => {
  const { world, chat, state } = await startWorld()
  world.refusal = { code: 'invalid' }
  chat.send('strange')
  await settle()
  expect(state.pending).toMatchObject([{ text: 'strange', status: 'failed', failure: 'invalid' }])
  world.refusal = null
  chat.send('next')
  await settle()
  expect(texts(world.stored)).toEqual(['next'])
  chat.outbox.retry(state.pending[0]?.id ?? '')
  await settle()
  expect(texts(world.stored)).toEqual(['next', 'strange'])
  expect(state.pending).toEqual([])
})

test('a server that is too busy is asked again when it said so', async () => {
  const { world, chat } = await startWorld()
  world.refusal = { code: 'rate-limited', retryAfterMs: 5_000 }
  chat.send('hello')
  await settle()
  world.refusal = null
  await world.pass(4_000)
  expect(world.stored).toEqual([])
  await world.pass(1_000)
  expect(texts(world.stored)).toEqual(['hello'])
})

test('a human is asked for once, after what was written before', async () => {
  const { world, chat, state } = await startWorld()
  world.cut()
  chat.send('my cup is broken')
  chat.human.ask()
  chat.human.ask()
  await world.comeBack()
  expect(texts(world.stored)).toEqual(['my cup is broken'])
  expect(world.asked).toHaveLength(1)
  expect(state.pending).toEqual([])
})

test('a customer the server no longer knows starts anew, with what was not sent', async () => {
  const { world, chat, state } = await startWorld()
  world.cut()
  chat.send('hello?')
  world.isUp = true
  world.events?.refused('signed-out')
  await settle()
  expect(world.customers).toBe(2)
  expect(texts(state.messages)).toEqual(['hello?'])
})

test('without a server the customer is made as soon as it is there', async () => {
  const world = new FakeWorld()
  world.isUp = false
  const { chat, state } = world.openPage()
  await chat.start()
  chat.send('anybody there?')
  expect(state.phase).toEqual({ status: 'offline' })
  world.isUp = true
  await world.pass(3_000)
  await settle()
  expect(texts(state.messages)).toEqual(['anybody there?'])
})

test('nothing empty or too long is sent', async () => {
  const { world, chat } = await startWorld()
  expect(chat.send('  \n ')).toBe(false)
  expect(chat.send('x'.repeat(8_001))).toBe(false)
  expect(chat.send('x'.repeat(8_000))).toBe(true)
  await settle()
  expect(world.stored).toHaveLength(1)
})

test('the newest message seen is told once', async () => {
  const { world, chat } = await startWorld()
  world.events?.added(world.say('agent', 'hi'))
  chat.seen.tell()
  chat.seen.tell()
  await settle()
  expect(world.seen).toEqual([2])
})

test('somebody who stopped typing without saying so is forgotten', async () => {
  const { world, state } = await startWorld()
  world.events?.typing({ name: 'Rina', typing: true })
  expect(state.typing).toBe('Rina')
  await world.pass(6_000)
  expect(state.typing).toBeNull()
})

test('a human who was asked for is taken back, on the line and off it', async () => {
  const world = new FakeWorld()
  const { chat, state } = world.openPage()
  await chat.start()
  await settle()
  chat.human.ask()
  await settle()
  await chat.human.takeBack()
  expect(world.takenBack).toHaveLength(1)
  world.cut()
  chat.human.ask()
  await chat.human.takeBack()
  expect(state.pending).toEqual([])
  await world.comeBack()
  expect(world.asked).toHaveLength(1)
})
