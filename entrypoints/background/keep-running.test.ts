// @vitest-environment node
import { describe, expect, test } from 'vitest'
import type { Conversation } from '@baton/protocol/conversation.ts'
import { FakePlatform } from '../../platform/fake-platform.ts'
import { aConversation, aDraft } from '../../db/testing/builders.ts'
import { attachFile } from '../../db/commands/attach-file.ts'
import { saveDraft } from '../../db/commands/save-draft.ts'
import { sendMessage } from '../../db/commands/send-message.ts'
import { FIRST } from '../../sync/testing/fake-server.ts'
import { World } from '../../sync/testing/world.ts'
import { AT_LATEST_MS, UpdateGate } from './update-gate.ts'
import { keepRunning } from './keep-running.ts'

const waiting = (n: number): Conversation => aConversation(n, { state: 'waiting', waitingSince: 1 })

class Reloading extends FakePlatform {
  untilReload(): Promise<void> {
    return new Promise((resolve) => {
      this.reload = () => resolve()
    })
  }
}

/** A signed-in background, started on what an earlier one may have left in the database. */
function startBackground(world = new World()) {
  const platform = new Reloading(world.session)
  keepRunning(world.sync, platform, world.db)
  return { world, platform }
}

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

describe('a new version', () => {
  const draft = aDraft(FIRST, 'half a sent')

  /** A background that tells when it makes way. */
  async function startUpdating() {
    const { world, platform } = startBackground()
    await world.untilStatus('live')
    world.line.tell('changed', world.server.commit({ kind: 'conversation', value: waiting(1) }))
    await world.until(
      () => world.db.conversations.count(),
      (count) => count === 1,
    )
    const gate = new UpdateGate(world.sync, platform, world.db, () => world.clock)
    return { world, platform, gate }
  }

  test('is let in when the browser says that it is there', async () => {
    const { world, platform } = startBackground()
    await world.untilStatus('live')
    const reloaded = platform.untilReload()
    platform.fire('update')
    await reloaded
    expect(world.line.connections).toBe(0)
  })

  test('waits while somebody writes in an open panel, but not for ever', async () => {
    const { world, platform, gate } = await startUpdating()
    platform.look({})
    await saveDraft(world.db, draft, world.clock)
    await gate.available()
    expect(platform.reloads).toBe(0)
    world.clock += AT_LATEST_MS - 1
    await saveDraft(world.db, draft, world.clock)
    await gate.look()
    expect(platform.reloads).toBe(0)
    world.clock += 1
    await gate.look()
    expect(platform.reloads).toBe(1)
  })

  test('waits while a panel tells that something is written in it, but not for ever', async () => {
    const { world, platform, gate } = await startUpdating()
    platform.look({ writing: false }, { visible: false, focused: false, writing: true })
    await gate.available()
    world.clock += AT_LATEST_MS - 1
    await gate.look()
    expect(platform.reloads).toBe(0)
    platform.look({ writing: false })
    await gate.look()
    expect(platform.reloads).toBe(1)
    platform.look({ writing: true })
    world.clock += 1
    await gate.look()
    expect(platform.reloads).toBe(2)
  })

  test('waits no longer for a clock that was set back', async () => {
    const { world, platform, gate } = await startUpdating()
    platform.look({ writing: true })
    await gate.available()
    world.clock -= 10 * AT_LATEST_MS
    await gate.look()
    world.clock += AT_LATEST_MS
    await gate.look()
    expect(platform.reloads).toBe(1)
  })

  test('waits for files and changes of templates that are going out', async () => {
    const { world, platform, gate } = await startUpdating()
    const file = { name: 'a.txt', type: 'text/plain', image: null, blob: new Blob(['bytes']) }
    await attachFile(world.db, { conversationId: FIRST, visibility: 'everyone' }, file, 0)
    await gate.available()
    expect(platform.reloads).toBe(0)
    await world.db.uploads.toCollection().modify({ arrivedAt: world.clock })
    await gate.look()
    expect(platform.reloads).toBe(1)
  })

  test('comes in once the writing has rested, or the panel is closed', async () => {
    const { world, platform, gate } = await startUpdating()
    platform.look({})
    await saveDraft(world.db, draft, world.clock)
    await gate.available()
    world.clock += 300_000
    await gate.look()
    expect(platform.reloads).toBe(1)
    platform.look()
    await saveDraft(world.db, draft, world.clock)
    await gate.look()
    expect(platform.reloads).toBe(2)
  })

  test('waits for the outbox while it can be sent, and not while the line is down', async () => {
    const { world, platform, gate } = await startUpdating()
    world.line.fateOf = (event) => (event === 'message:send' ? { code: 'overloaded' } : 'answered')
    const message = { conversationId: FIRST, epoch: 0, text: 'hello' } as const
    await sendMessage(world.db, { ...message, visibility: 'team' })
    await gate.available()
    expect(platform.reloads).toBe(0)
    world.line.up = false
    world.line.cut()
    await world.untilStatus('connecting')
    await gate.look()
    expect(platform.reloads).toBe(1)
    expect(await world.db.outbox.count()).toBe(1)
  })
})
