import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AgentClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { startWorld, until, type World } from './support/world.ts'

describe.each(ENGINES)('what happens to many at once on %s', (engine) => {
  let world: World
  let dimas: AgentClient

  beforeEach(async () => {
    world = await startWorld(engine, { timing: { gather: 300, presenceGrace: 50 } })
    dimas = await world.agent('dimas')
  }, 30_000)
  afterEach(() => world.end())

  const changesOf = (kind: string) =>
    dimas.changes.filter(({ rows }) => rows.some((row) => row.kind === kind))

  test('agents whose line breaks in one moment go offline in one event', async () => {
    const both = [await world.agent('rina'), await world.agent('sari')]
    await until(() => {
      const there = changesOf('agent').flatMap(({ rows }) => rows)
      return there.length >= 3 || undefined
    })
    dimas.changes.length = 0
    for (const { socket } of both) socket.disconnect()
    const gone = await until(() => changesOf('agent')[0])
    const offline = gone.rows.flatMap((row) =>
      row.kind === 'agent' && row.value.presence === 'offline' ? [row.value.id] : [],
    )
    expect(offline.sort()).toEqual([world.ids.rina, world.ids.sari].sort())
    expect(changesOf('agent')).toHaveLength(1)
  })

  test('a page that tells what is known writes nothing, and nobody hears of it', async () => {
    const guest = await world.customer()
    await guest.says('Hello')
    const visit = { page: null, language: 'id', timeZone: 'Asia/Jakarta', context: { plan: 'Pro' } }
    await guest.ask('visit:tell', visit)
    await until(() =>
      changesOf('customer').find(({ rows }) => JSON.stringify(rows).includes('Pro')),
    )
    dimas.changes.length = 0
    await guest.ask('visit:tell', visit)
    await guest.ask('visit:tell', visit)
    expect(changesOf('customer')).toEqual([])
  })
})
