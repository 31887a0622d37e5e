// @vitest-environment node
import { expect, test } from 'vitest'
import { getClockOffset } from '../db/queries/get-clock-offset.ts'
import { listTyping } from '../db/queries/list-typing.ts'
import { listViewing } from '../db/queries/list-viewing.ts'
import { aConversation, SARI } from '../db/testing/builders.ts'
import { FIRST } from './testing/fake-server.ts'
import { World } from './testing/world.ts'

const HOUR = 3_600_000

async function startWorld(ahead: number) {
  const world = new World()
  world.clock = 100 * HOUR
  world.server.clock = () => 100 * HOUR + ahead
  world.server.commit({ kind: 'conversation', value: aConversation(1) })
  await world.live()
  const offsetIs = (offset: number) =>
    world.until(
      () => getClockOffset(world.db),
      (known) => known === offset,
    )
  return { world, offsetIs }
}

test.each([0, 5 * HOUR, -5 * HOUR])(
  'the greeting tells by how much clocks differ (%i)',
  async (ahead) => {
    const { offsetIs } = await startWorld(ahead)
    await offsetIs(ahead)
  },
)

test('a clock that is set while the line is up is noticed by the next heartbeat', async () => {
  const { world, offsetIs } = await startWorld(0)
  world.clock += 3 * HOUR
  world.server.clock = () => 100 * HOUR
  world.line.heartbeat()
  await offsetIs(-3 * HOUR)
  world.clock -= 3 * HOUR
  world.line.heartbeat()
  await offsetIs(0)
})

test('a word that was longer on its way does not move the time', async () => {
  const { world, offsetIs } = await startWorld(2 * HOUR)
  await offsetIs(2 * HOUR)
  world.server.clock = () => 102 * HOUR - 900
  world.line.heartbeat()
  world.line.tell('typing', { conversationId: FIRST, who: { kind: 'customer' }, typing: true })
  await world.until(
    () => world.db.typing.count(),
    (count) => count === 1,
  )
  expect(await getClockOffset(world.db)).toBe(2 * HOUR)
})

test('a server that does not tell its time is taken to have this machine’s', async () => {
  const world = new World()
  await world.live()
  expect(await getClockOffset(world.db)).toBe(0)
})

test.each([-5 * HOUR, 0, 5 * HOUR])(
  'who types and who looks is shown for as long as they were told to, whatever the clock says (%i)',
  async (ahead) => {
    const { world } = await startWorld(ahead)
    const now = 100 * HOUR + ahead
    const who = { id: SARI.id, name: SARI.name }
    world.line.tell('typing', {
      conversationId: FIRST,
      who: { kind: 'agent', ...who },
      typing: true,
    })
    world.line.tell('viewing', { conversationId: FIRST, agent: who, viewing: true })
    await world.until(
      () => world.db.viewing.count(),
      (count) => count === 1,
    )
    const shown = async (at: number) => [
      (await listTyping(world.db, FIRST, at)).length,
      (await listViewing(world.db, at)).length,
    ]
    expect(await shown(now + 1)).toEqual([1, 1])
    expect(await shown(now + 2 * HOUR)).toEqual([0, 0])
    // Set back: they would be there for hours.
    expect(await shown(now - 2 * HOUR)).toEqual([0, 0])
  },
)

test('a clock that is set back does not keep a line alive that has gone silent', async () => {
  const { world } = await startWorld(0)
  const { dials } = world.line
  world.clock -= HOUR
  await world.sync.ensureConnected()
  expect(world.line.dials).toBe(dials + 1)
})
