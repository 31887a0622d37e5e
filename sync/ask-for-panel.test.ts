// @vitest-environment node
import { expect, test } from 'vitest'
import { FIRST } from './testing/fake-server.ts'
import { World } from './testing/world.ts'

const bodies = (world: World) => world.line.asked.slice(-2).map(({ body }) => body)

test('a server of before is asked again without the field that it refuses', async () => {
  const world = new World()
  await world.live()
  world.line.fateOf = (_event, body) =>
    typeof body === 'object' && body !== null && 'answerEarlier' in body
      ? { code: 'invalid' }
      : { code: 'stale-epoch' }
  const move = { conversationId: FIRST, epoch: 3 }
  const answer = await world.sync.ask('conversation:hand-over', { ...move, answerEarlier: true })
  expect(answer).toEqual({ ok: false, error: { code: 'stale-epoch' } })
  expect(bodies(world)).toMatchObject([{ ...move, answerEarlier: true }, move])
  expect(bodies(world)[1]).not.toHaveProperty('answerEarlier')
})

test('what is refused for another reason is asked one time', async () => {
  const world = new World()
  await world.live()
  world.line.fateOf = () => ({ code: 'wrong-state' })
  const before = world.line.asked.length
  const answer = await world.sync.ask('conversation:hand-over', {
    ...{ conversationId: FIRST, epoch: 3 },
    answerEarlier: true,
  })
  expect(answer).toEqual({ ok: false, error: { code: 'wrong-state' } })
  expect(world.line.asked.length).toBe(before + 1)
})

test('a body that has an id of its own, or none, is sent as it is', async () => {
  const world = new World()
  await world.live()
  world.line.fateOf = (event) =>
    event === 'conversation:accept' ? { code: 'stale-epoch' } : 'answered'
  await world.sync.ask('conversation:accept', { conversationId: FIRST, epoch: 3 })
  await world.sync.ask('presence:set', { presence: 'away' })
  expect(bodies(world)).toEqual([{ conversationId: FIRST, epoch: 3 }, { presence: 'away' }])
})

test('what would come too late is not asked without a connection', async () => {
  const world = new World()
  const typing = { conversationId: FIRST, typing: true }
  const answer = await world.sync.ask('typing:set', typing)
  expect(answer).toEqual({ ok: false, error: { code: 'offline' } })
  expect(world.line.dials).toBe(0)
})
