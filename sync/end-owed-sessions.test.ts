// @vitest-environment node
import { expect, test } from 'vitest'
import { World } from './testing/world.ts'

const DAY = 24 * 3_600_000

/** A browser that is signed in, and what its server heard of the end of sessions. */
async function startWorld() {
  const world = new World()
  const ended: string[] = []
  const net = { up: true, status: 200 }
  world.fetch = (_url, init) => {
    if (!net.up) return Promise.reject(new TypeError('Failed to fetch'))
    ended.push(new Headers(init?.headers).get('authorization') ?? '')
    return Promise.resolve(new Response('{}', { status: net.status }))
  }
  await world.live()
  const owedIs = (count: number) =>
    expect.poll(() => world.owed.length, { timeout: 10_000 }).toBe(count)
  return { world, ended, net, owedIs }
}

test('a session that was ended here while the server was away ends there when it is back', async () => {
  const { world, ended, net, owedIs } = await startWorld()
  net.up = false
  await world.sync.signOut()
  expect(world.session).toBeNull()
  world.kill()
  await world.sync.kick()
  await owedIs(1)
  net.up = true
  await world.sync.kick()
  await owedIs(0)
  expect(ended).toEqual(['Bearer secret'])
})

test('it is asked again after a fault of the server, and not after it has said that it knows no such session', async () => {
  const { world, ended, net, owedIs } = await startWorld()
  net.status = 503
  await world.sync.signOut()
  await owedIs(1)
  net.status = 401
  await world.sync.kick()
  await owedIs(0)
  await world.sync.kick()
  expect(ended).toHaveLength(2)
})

test('whoever signs in meanwhile keeps their session', async () => {
  const { world, ended, net, owedIs } = await startWorld()
  net.up = false
  await world.sync.signOut()
  world.session = { serverUrl: 'https://baton.test', token: 'of the next' }
  net.up = true
  await world.live()
  await world.sync.kick()
  await owedIs(0)
  expect(ended).toEqual(['Bearer secret'])
  expect(world.session.token).toBe('of the next')
})

test('what the server has let run out by then is forgotten', async () => {
  const { world, net, owedIs } = await startWorld()
  net.up = false
  await world.sync.signOut()
  world.clock += 31 * DAY
  await world.sync.kick()
  await owedIs(0)
})
