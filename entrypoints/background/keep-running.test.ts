// @vitest-environment node
import { expect, test } from 'vitest'
import type { Conversation } from '@baton/protocol/conversation.ts'
import { FakePlatform } from '../../platform/fake-platform.ts'
import { aConversation } from '../../db/testing/builders.ts'
import { World } from '../../sync/testing/world.ts'
import { keepRunning } from './keep-running.ts'

const waiting = (n: number): Conversation => aConversation(n, { state: 'waiting', waitingSince: 1 })

class Badge extends FakePlatform {
  #heard: () => void = () => undefined

  override showBadge(text: string): Promise<void> {
    const shown = super.showBadge(text)
    this.#heard()
    return shown
  }

  /** Resolves as soon as the badge says so. */
  until(text: string): Promise<void> {
    return new Promise((resolve) => {
      this.#heard = () => {
        if (this.badge === text) resolve()
      }
      this.#heard()
    })
  }
}

/** A signed-in background, started on what an earlier one may have left in the database. */
function startBackground(world = new World()) {
  const platform = new Badge(world.session)
  keepRunning(world.sync, platform, world.db)
  return { world, platform }
}

test('the badge is the number of waiting conversations, at every change', async () => {
  const { world, platform } = startBackground()
  await world.untilStatus('live')
  for (const n of [1, 2]) {
    world.line.tell('changed', world.server.commit({ kind: 'conversation', value: waiting(n) }))
  }
  await platform.until('2')
  const taken = { ...waiting(1), state: 'human', waitingSince: null } as const
  world.line.tell('changed', world.server.commit({ kind: 'conversation', value: taken }))
  await platform.until('1')
})

test('a background started anew shows the badge before it has reached the server', async () => {
  const { world } = startBackground()
  world.line.tell('changed', null)
  await world.untilStatus('live')
  world.line.tell('changed', world.server.commit({ kind: 'conversation', value: waiting(1) }))
  await world.until(
    () => world.db.conversations.count(),
    (count) => count === 1,
  )
  world.kill()
  world.line.up = false
  const { platform } = startBackground(world)
  await platform.until('1')
})

test('signing out takes the badge away', async () => {
  const { world, platform } = startBackground()
  await world.untilStatus('live')
  world.line.tell('changed', world.server.commit({ kind: 'conversation', value: waiting(1) }))
  await platform.until('1')
  await world.sync.signOut()
  await platform.until('')
})

test('the alarm brings a lost connection back', async () => {
  const { world, platform } = startBackground()
  await world.untilStatus('live')
  expect(platform.alarm).toBe(true)
  world.line.up = false
  world.line.cut()
  world.pass(15_000)
  await world.untilStatus('offline')
  world.kill()
  keepRunning(world.sync, platform, world.db)
  world.line.up = true
  platform.fire('alarm')
  await world.untilStatus('live')
})

test('without a session no alarm is kept, and nothing is dialled', async () => {
  const world = new World()
  world.session = null
  const { platform } = startBackground(world)
  platform.alarm = true
  platform.fire('alarm')
  await world.untilStatus('signed-out')
  expect(platform.alarm).toBe(false)
  expect(world.line.dials).toBe(0)
})

test('a new version is let in', async () => {
  const { world, platform } = startBackground()
  await world.untilStatus('live')
  platform.fire('update')
  await world.until(
    () => world.db.meta.count(),
    () => platform.reloads === 1 || world.line.connections === 0,
  )
  expect(world.line.connections).toBe(0)
})
