// @vitest-environment node
import { expect, test } from 'vitest'
import type { Conversation } from '@baton/protocol/conversation.ts'
import { aConversation, RINA } from '../../db/testing/builders.ts'
import type { BadgeTone } from '../../platform/platform.ts'
import { FakePlatform } from '../../platform/fake-platform.ts'
import { World } from '../../sync/testing/world.ts'
import { BadgeKeeper } from './keep-badge.ts'

const MINUTE = 60_000

class Toolbar extends FakePlatform {
  #heard: () => void = () => undefined

  override showBadge(text: string, tone: BadgeTone): Promise<void> {
    const shown = super.showBadge(text, tone)
    this.#heard()
    return shown
  }

  /** Resolves as soon as the badge looks so. */
  until(text: string, tone: BadgeTone = 'waiting'): Promise<void> {
    return new Promise((resolve) => {
      this.#heard = () => {
        if (this.badge === text && this.tone === tone) resolve()
      }
      this.#heard()
    })
  }
}

/** A signed-in background, started on what an earlier one may have left behind. */
function startBackground(world = new World(), toolbar = new Toolbar(world.session)) {
  const { schedule } = world.deps()
  const wish = { mine: false }
  const keeper = new BadgeKeeper({
    db: world.db,
    platform: toolbar,
    withMine: () => Promise.resolve(wish.mine),
    now: () => world.clock,
    schedule,
  })
  void keeper.follow()
  return { world, toolbar, keeper, wish }
}

function tell(world: World, ...conversations: Conversation[]): void {
  for (const value of conversations) {
    world.line.tell('changed', world.server.commit({ kind: 'conversation', value }))
  }
}

const waiting = (n: number, since: number): Conversation =>
  aConversation(n, { state: 'waiting', waitingSince: since })

test('the badge is the number of waiting conversations, at every change', async () => {
  const { world, toolbar } = startBackground()
  await world.live()
  tell(world, waiting(1, world.clock), waiting(2, world.clock))
  await toolbar.until('2')
  tell(world, { ...waiting(1, 0), state: 'human', waitingSince: null })
  await toolbar.until('1')
})

test('a background started anew shows the badge before it has reached the server', async () => {
  const { world } = startBackground()
  await world.live()
  tell(world, waiting(1, world.clock))
  await world.until(
    () => world.db.conversations.count(),
    (count) => count === 1,
  )
  world.kill()
  world.line.up = false
  await startBackground(world).toolbar.until('1')
})

test('signing out takes the badge away', async () => {
  const { world, toolbar } = startBackground()
  await world.live()
  tell(world, waiting(1, world.clock))
  await toolbar.until('1')
  await world.sync.signOut()
  await toolbar.until('')
})

test('the badge turns red when the longest wait reaches the limit, though nothing happens', async () => {
  const { world, toolbar } = startBackground()
  await world.live()
  tell(world, waiting(1, world.clock - 4 * MINUTE), waiting(2, world.clock))
  await toolbar.until('2')
  expect(toolbar.wakes).toBe(world.clock + MINUTE)
  world.pass(MINUTE - 1)
  expect(toolbar.tone).toBe('waiting')
  world.pass(1)
  await toolbar.until('2', 'late')
  // A minute of silence is a dead line: it is dialled anew.
  await world.live()
  tell(world, { ...waiting(1, 0), state: 'human', waitingSince: null })
  await toolbar.until('1')
})

test('it turns red at the alarm when the worker had died before, and after a sleep', async () => {
  const { world, toolbar } = startBackground()
  await world.live()
  tell(world, waiting(1, world.clock))
  await toolbar.until('1')
  world.kill()
  world.clock += 5 * MINUTE
  const again = startBackground(world, toolbar)
  await toolbar.until('1', 'late')
  world.clock -= MINUTE
  again.keeper.look()
  await toolbar.until('1')
  world.clock += MINUTE
  again.keeper.look()
  await toolbar.until('1', 'late')
})

test("what is unread of the agent's own counts if they want it", async () => {
  const { world, toolbar, keeper, wish } = startBackground()
  await world.live()
  tell(
    world,
    waiting(1, world.clock),
    aConversation(2, { state: 'human', ownerId: RINA.id, customerCount: 2 }),
    aConversation(3, { state: 'human', ownerId: RINA.id }),
  )
  await toolbar.until('1')
  wish.mine = true
  await keeper.follow()
  await toolbar.until('2')
  const value = { agentId: RINA.id, conversationId: aConversation(2).id, seq: 9, customerCount: 2 }
  world.line.tell('changed', world.server.commit({ kind: 'read-mark', value }))
  await toolbar.until('1')
})

test.each([
  ['ahead', 6],
  ['behind', -10],
  ['hours behind', -300],
])('a clock that is %s makes nobody late, and nobody wait longer', async (_how, minutes) => {
  const { world, toolbar, keeper } = startBackground()
  const serverNow = () => world.clock - minutes * MINUTE
  world.clock += 1_000 * MINUTE
  world.server.clock = serverNow
  await world.live()
  tell(world, waiting(1, serverNow()))
  await toolbar.until('1', 'waiting')
  await toolbar.until('1', 'waiting')
  world.pass(4 * MINUTE)
  expect(toolbar.tone).toBe('waiting')
  world.pass(MINUTE)
  keeper.look()
  await toolbar.until('1', 'late')
})

test('a background that starts without a line knows the clock of the server', async () => {
  const { world } = startBackground()
  world.clock += 1_000 * MINUTE
  const serverNow = world.clock - 6 * MINUTE
  world.server.clock = () => serverNow
  await world.live()
  tell(world, waiting(1, serverNow))
  await world.until(
    () => world.db.conversations.count(),
    (count) => count === 1,
  )
  world.line.up = false
  world.kill()
  const { toolbar } = startBackground(world)
  await toolbar.until('1', 'waiting')
})
