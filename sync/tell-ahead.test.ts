// @vitest-environment node
import { expect, test } from 'vitest'
import { aConversation, testId } from '../db/testing/builders.ts'
import { World } from './testing/world.ts'

test('panels are told of what was said ahead of the database', async () => {
  const world = new World()
  const id = testId('conversation', 1)
  world.server.commit({ kind: 'conversation', value: aConversation(1) })
  await world.live()
  const said = world.server.say(id, { kind: 'customer' })
  world.line.tell('changed', said)
  await world.until(
    () => world.db.messages.count(),
    (count) => count === 1,
  )
  expect(world.ahead.map(({ conversationId, seq }) => [conversationId, seq])).toEqual([[id, 1]])
})
