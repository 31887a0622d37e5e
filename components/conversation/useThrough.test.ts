// @vitest-environment happy-dom
import type { ToldIntegration } from '@baton/protocol/integration.ts'
import { DEFAULT_TEAM_SETTINGS } from '@baton/protocol/team-defaults.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { effectScope } from 'vue'
import { speak, speakFully } from '../../composables/words/i18n.ts'
import { timeOfDay } from '../../composables/words/format.ts'
import { TEAM } from '../../db/testing/builders.ts'
import { db, inWorld } from '../../tests/support/panel-world.ts'
import { aConversation, anId } from '../../tests/support/rows.ts'
import { useThrough } from './useThrough.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const team = { ...TEAM, settings: DEFAULT_TEAM_SETTINGS }
const scope = effectScope()
beforeEach(speakFully)
afterEach(() => speak('en'))

const anIntegration = (name: string, fields: Partial<ToldIntegration> = {}): ToldIntegration => ({
  ...{ id: anId(), name, kind: 'both', avatar: null, watchOnly: false },
  ...{ givesReceipts: false, removed: false, downSince: null },
  ...fields,
})
/** The team's integrations are these; what is told of a conversation through the first two. */
async function through(...integrations: ToldIntegration[]) {
  await db.meta.put({ key: 'team', value: { ...team, integrations } })
  const [bot, channel = bot] = integrations
  const conversation = aConversation({ botId: bot?.id, channelId: channel?.id })
  const found = scope.run(inWorld(() => useThrough(() => conversation)))
  if (!found) throw new Error('The scope has ended.')
  await expect.poll(() => found.through.value).toContain(integrations[0]?.name)
  return found
}

test('of a bot that is down it is told since when, and no more once it answers', async () => {
  const since = Date.now() - MINUTE
  const bot = anIntegration('Atlas bot', { downSince: since })
  const { down } = await through(bot)
  expect(down.value).toBe(`Atlas bot has not answered since ${timeOfDay(since)}`)
  await speak('id')
  expect(down.value).toBe(`Atlas bot tidak menjawab sejak ${timeOfDay(since)}`)
  await db.meta.put({
    key: 'team',
    value: { ...team, integrations: [{ ...bot, downSince: null }] },
  })
  await expect.poll(() => down.value).toBe('')
})

test('of one that is down since another day the date is told', async () => {
  const { down } = await through(anIntegration('Atlas bot', { downSince: Date.now() - 400 * DAY }))
  expect(down.value).toMatch(/since \w+ \d+, \d{4}/)
})

test('bot and channel are told of apart, and a removed one not at all', async () => {
  const since = Date.now() - 400 * DAY
  const { down } = await through(
    anIntegration('Atlas bot', { downSince: since }),
    anIntegration('Telegram', { downSince: since }),
  )
  expect(down.value).toMatch(/^Atlas bot has .* · Telegram has /)
  const removed = await through(anIntegration('Old bot', { downSince: since, removed: true }))
  expect(removed.down.value).toBe('')
})
