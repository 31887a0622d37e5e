// @vitest-environment node
import { SPOKEN } from '@baton/protocol/version.ts'
import { expect, test } from 'vitest'
import { getConnection } from '../db/queries/get-connection.ts'
import { World } from './testing/world.ts'

test('a network that lets no WebSocket through is told from a server that is away', async () => {
  const world = new World()
  const about = { product: 'baton', version: '1.0.0', ...SPOKEN }
  const asked: string[] = []
  const isThere = (url: string) => {
    asked.push(url)
    return Promise.resolve(Response.json(about))
  }
  const fails = async () => {
    expect(await world.sync.ensureConnected()).toEqual({ ok: false, code: 'offline' })
    world.clock += 1_000
  }
  const untilBlocked = (blocked: boolean | undefined) =>
    world.until(
      () => getConnection(world.db),
      (connection) => connection.status === 'offline' && connection.blocked === blocked,
    )
  world.line.up = false
  world.fetch = isThere
  await fails()
  await untilBlocked(undefined)
  expect(asked).toEqual([])
  await fails()
  expect(await untilBlocked(true)).toEqual({ status: 'offline', since: 1_000_000, blocked: true })
  expect(asked).toEqual(['https://baton.test/api/about'])
  world.fetch = () => Promise.reject(new Error('nobody there'))
  await fails()
  await untilBlocked(false)
  world.fetch = isThere
  await fails()
  await untilBlocked(true)
  world.line.up = true
  await world.live()
  // Broken once is not blocked.
  const lookedSoFar = asked.length
  world.line.up = false
  world.clock += 46_000
  await fails()
  await untilBlocked(undefined)
  expect(asked).toHaveLength(lookedSoFar)
})
