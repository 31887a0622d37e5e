// @vitest-environment node
import type { SendMessage } from '@baton/protocol/message.ts'
import { DEFAULT_TEAM_SETTINGS } from '@baton/protocol/team-defaults.ts'
import { describe, expect, test } from 'vitest'
import { discardMessage } from '../db/commands/discard-message.ts'
import { retryMessage } from '../db/commands/retry-message.ts'
import { saveDraft } from '../db/commands/save-draft.ts'
import { sendMessage } from '../db/commands/send-message.ts'
import { setAlongside } from '../db/commands/set-alongside.ts'
import { undoSend } from '../db/commands/undo-send.ts'
import { getDraft } from '../db/queries/get-draft.ts'
import { listTemplateUses } from '../db/queries/list-template-uses.ts'
import { aConversation, aDraft, RINA, TEAM } from '../db/testing/builders.ts'
import { goOffline, goOnline, theTemplate } from './testing/edits.ts'
import { FIRST } from './testing/fake-server.ts'
import { World } from './testing/world.ts'

const ALONG = { tags: ['refund'], note: 'Paid out.', then: 'resolve' as const }
const BOX = { conversationId: FIRST, visibility: 'everyone' as const }

/** A conversation held by Rina, and her extension, current. */
async function startWorld() {
  const world = new World()
  const held = aConversation(1, { state: 'human', ownerId: RINA.id, epoch: 1 })
  world.server.commit({ kind: 'conversation', value: held })
  await world.live()
  return world
}

/** Writes with a template that does something, and says "send". */
async function write(world: World): Promise<string> {
  await saveDraft(world.db, aDraft(FIRST, 'Done'), world.clock)
  const template = { writtenWith: theTemplate.id, alongside: ALONG }
  await setAlongside(world.db, BOX, template, world.clock)
  return sendMessage(world.db, { ...BOX, epoch: 1, text: 'Done', ...template }, world.clock)
}

const sent = (world: World) =>
  world.line.asked.filter(({ event }) => event === 'message:send').map(({ body }) => body)
const mine = async ({ db }: World) => (await listTemplateUses(db)).get(theTemplate.id)?.mine ?? 0
const emptied = (world: World) =>
  world.until(
    () => world.db.outbox.count(),
    (count) => count === 0,
  )

describe('what a template does along with a message', () => {
  test('goes out with it, however late, and over a killed worker', async () => {
    const world = await startWorld()
    goOffline(world)
    await write(world)
    expect(await getDraft(world.db, FIRST)).toBeNull()
    expect(await mine(world)).toBe(1)
    world.kill()
    world.line.fateOf = (event) => (event === 'message:send' ? 'unanswered' : 'answered')
    await goOnline(world)
    await world.sync.kick()
    world.line.fateOf = () => 'answered'
    world.kill()
    await goOnline(world)
    await emptied(world)
    const [first, ...again] = sent(world)
    expect(first).toMatchObject({ writtenWith: theTemplate.id, alongside: ALONG })
    for (const body of again) expect(body).toEqual(first)
  })

  test('comes back into the box with a message that is taken back, and is not counted', async () => {
    const world = await startWorld()
    const settings = { ...DEFAULT_TEAM_SETTINGS, undoSendMs: 5_000 }
    await world.db.meta.put({ key: 'team', value: { ...TEAM, settings } })
    const id = await write(world)
    expect(await undoSend(world.db, id, () => world.clock)).toBe(true)
    expect(await getDraft(world.db, FIRST)).toMatchObject({
      ...{ texts: { everyone: 'Done' }, writtenWith: theTemplate.id, alongside: ALONG },
    })
    expect(await mine(world)).toBe(0)
  })

  test('stays with a refused message: sent again with it, or put back with it', async () => {
    const world = await startWorld()
    world.line.fateOf = (event) => (event === 'message:send' ? { code: 'stale-epoch' } : 'answered')
    const id = await write(world)
    await world.sync.kick()
    await retryMessage(world.db, id)
    await world.sync.kick()
    expect(sent(world)).toEqual([sent(world)[0], sent(world)[0]])
    expect(sent(world)[0]).toMatchObject({ alongside: ALONG } satisfies Partial<SendMessage>)
    await discardMessage(world.db, id)
    expect(await getDraft(world.db, FIRST)).toMatchObject({ alongside: ALONG })
  })

  test('is forgotten with the text that it came with', async () => {
    const world = await startWorld()
    await saveDraft(world.db, aDraft(FIRST, 'Done'), world.clock)
    await setAlongside(world.db, BOX, { writtenWith: null, alongside: ALONG }, world.clock)
    await saveDraft(world.db, aDraft(FIRST, 'Done, and more'), world.clock)
    expect((await getDraft(world.db, FIRST))?.alongside).toEqual(ALONG)
    await saveDraft(world.db, aDraft(FIRST, ''), world.clock)
    expect(await getDraft(world.db, FIRST)).toBeNull()
  })
})

test('how templates are used is what the server counts, and what waits to be sent', async () => {
  const world = await startWorld()
  const counted = { templateId: theTemplate.id, count: 7, mine: 2, lastAt: 5 }
  world.server.uses = [counted]
  goOffline(world)
  await write(world)
  world.line.fateOf = (event) => (event === 'message:send' ? 'unheard' : 'answered')
  await goOnline(world)
  await world.until(
    () => listTemplateUses(world.db),
    (uses) => uses.get(theTemplate.id)?.count === 8,
  )
  expect((await listTemplateUses(world.db)).get(theTemplate.id)).toEqual({
    ...{ templateId: theTemplate.id, count: 8, mine: 3, lastAt: world.clock },
  })
})
