// @vitest-environment node
import { expect, test } from 'vitest'
import { FakePlatform } from '../../platform/fake-platform.ts'
import { World } from '../../sync/testing/world.ts'
import { keepPresence } from './keep-presence.ts'

const MINUTE = 60

/** A background of an agent who wants to be Away after five minutes, or not. */
async function start(awayAfter: 5 | null) {
  const world = new World()
  const platform = new FakePlatform(world.session)
  const wish: { awayAfter: 5 | null } = { awayAfter }
  await world.live()
  const told = () =>
    world.line.asked.filter(({ event }) => event === 'idle:set').map(({ body }) => body)
  const heard = (count: number) => expect.poll(() => told().length).toBe(count)
  const start = () =>
    keepPresence({
      platform,
      sync: world.sync,
      preferences: () => Promise.resolve(wish),
      log: (what) => world.logged.push(what),
    })
  return { world, platform, wish, told, heard, start }
}

test('an idle machine is told of, and that somebody is back', async () => {
  const { platform, told, heard, start: begin } = await start(5)
  begin()
  platform.idleFor = 5 * MINUTE
  platform.fire('idle')
  await heard(1)
  platform.idleFor = 0
  platform.fire('idle')
  await heard(2)
  expect(told()).toEqual([{ idle: true }, { idle: false }])
})

test('it is told again to each new connection, and by a worker that starts while nobody is there', async () => {
  const { world, platform, told, heard, start: begin } = await start(5)
  platform.idleFor = 5 * MINUTE
  begin()
  await heard(1)
  world.line.cut()
  world.pass(15_000)
  await heard(2)
  world.kill()
  platform.forget()
  begin()
  await world.live()
  await heard(3)
  expect(told()).toEqual([{ idle: true }, { idle: true }, { idle: true }])
})

test('nothing is told by one who does not want it, and switching it off takes it back', async () => {
  const { platform, wish, told, heard, start: begin } = await start(null)
  platform.idleFor = 60 * MINUTE
  const look = begin()
  platform.fire('idle')
  wish.awayAfter = 5
  look()
  await heard(1)
  wish.awayAfter = null
  look()
  await heard(2)
  expect(told()).toEqual([{ idle: true }, { idle: false }])
})
