import { expect, test } from 'vitest'
import { fc } from '../../../tests/support/property.ts'
import { FakeWorld, settle } from './fake-server.ts'

const texts = (messages: readonly { text: string }[]) => messages.map(({ text }) => text)

async function open(world: FakeWorld, where: 'again' | 'beside' = 'again') {
  const page = world.openPage(where)
  await page.chat.start()
  await settle()
  return page
}

test('what is said at a place that the page has shown something else at is shown, and the loss is told', async () => {
  const world = new FakeWorld()
  const { state } = await open(world)
  world.say('agent', 'before the backup')
  world.hello()
  await settle()
  world.say('agent', 'after the backup')
  world.say('agent', 'and this')
  world.hello()
  await settle()
  expect(texts(state.messages)).toEqual(['before the backup', 'after the backup', 'and this'])
  expect(state.notice).toBeNull()
  world.restore(1)
  world.say('agent', 'said after the restore')
  await world.comeBack()
  expect(texts(state.messages)).toEqual(['before the backup', 'said after the restore'])
  expect(state.notice).toBe('restored')
  const told = world.say('agent', 'and told')
  world.events?.added(told)
  await settle()
  expect(texts(state.messages).at(-1)).toBe('and told')
})

test('a message told at a place that is taken here is not dropped, though the line never broke', async () => {
  const world = new FakeWorld()
  const { state } = await open(world)
  for (const text of ['one', 'two', 'three']) world.say('agent', text)
  world.hello()
  await settle()
  world.stored.length = 1
  world.events?.added(world.say('agent', 'another two'))
  await settle()
  expect(texts(state.messages)).toEqual(['one', 'another two'])
})

test('what was not sent goes out after a restored backup, and what the server took and lost, too', async () => {
  const world = new FakeWorld()
  const { chat, state } = await open(world)
  world.say('agent', 'hello')
  world.hello()
  await settle()
  world.restore(1)
  chat.send('written meanwhile')
  await world.comeBack()
  await world.pass(10_000)
  expect(texts(world.stored)).toEqual(['hello', 'written meanwhile'])
  expect(texts(state.messages)).toEqual(['hello', 'written meanwhile'])
  expect(state.pending).toEqual([])
})

test('a server that does not know the chat any more says so, once somebody had written', async () => {
  const world = new FakeWorld()
  const { chat, state } = await open(world)
  chat.send('hello')
  await settle()
  world.forgetAll()
  await world.pass(10_000)
  expect(state.notice).toBe('begun-anew')
  const quiet = new FakeWorld()
  const page = await open(quiet)
  quiet.forgetAll()
  await quiet.pass(10_000)
  expect(page.state.notice).toBeNull()
})

test('a signed-in customer whom the server has forgotten keeps what was not sent', async () => {
  const world = new FakeWorld()
  const { chat, state } = world.openPage()
  await chat.become('ana')
  await settle()
  world.cut()
  chat.send('of Ana')
  world.isUp = true
  world.subjects.clear()
  world.subjects.set('token 1', 'somebody else')
  world.forgetAll()
  await world.pass(10_000)
  expect(texts(world.stored)).toEqual(['of Ana'])
  expect(state.pending).toEqual([])
})

test('whatever is said, lost and restored, every open page ends with what the server has', async () => {
  const step = fc.oneof(
    fc.record({ does: fc.constant('say' as const), heard: fc.boolean() }),
    fc.record({ does: fc.constant('write' as const), page: fc.nat(1) }),
    fc.record({ does: fc.constant('cut' as const) }),
    fc.record({ does: fc.constant('restore' as const), to: fc.nat(9) }),
  )
  const all = fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
    const world = new FakeWorld()
    const pages = [await open(world), await open(world, 'beside')]
    let said = 0
    for (const one of steps) {
      switch (one.does) {
        case 'say': {
          const message = world.say('agent', `said ${(said += 1)}`)
          if (one.heard) world.tell(message)
          break
        }
        case 'write':
          pages[one.page]?.chat.send(`written ${(said += 1)}`)
          break
        case 'cut':
          world.cut()
          await world.comeBack()
          break
        case 'restore':
          world.restore(Math.min(one.to, world.stored.length))
          await world.comeBack()
      }
      await world.pass(10)
    }
    world.cut()
    await world.comeBack()
    await world.pass(20_000)
    for (const { state } of pages) {
      expect(texts(state.messages)).toEqual(texts(world.stored))
      expect(state.pending).toEqual([])
    }
  })
  await fc.assert(all)
})
