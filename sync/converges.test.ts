// @vitest-environment node
import { fc } from '../tests/support/property.ts'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import type { Changed, Row } from '@baton/protocol/changes.ts'
import { conversation } from '@baton/protocol/conversation.ts'
import { getCursor } from '../db/queries/get-cursor.ts'
import { aConversation, aTemplate, RINA, SARI } from '../db/testing/builders.ts'
import type { FakeServer } from './testing/fake-server.ts'
import { World } from './testing/world.ts'

type Delivery = 'at once' | 'twice' | 'late' | 'never' | 'unreadable'
interface Step {
  what:
    'conversation' | 'customer' | 'ai' | 'resolve' | 'template' | 'template-gone' | 'agent' | 'read'
  which: number
  delivery: Delivery
}

const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom<Step['what'][]>(
    'conversation',
    'customer',
    'customer',
    'customer',
    'ai',
    'resolve',
    'template',
    'template-gone',
    'agent',
    'read',
  ),
  which: fc.integer({ min: 1, max: 3 }),
  delivery: fc.constantFrom<Delivery[]>(
    'at once',
    'at once',
    'twice',
    'late',
    'never',
    'unreadable',
  ),
})

/** Lets something happen on the server; null when it cannot. */
function happen(server: FakeServer, { what, which }: Step): Changed | null {
  const { id } = aConversation(which)
  const conversation = server.conversation(id)
  const commit = (...rows: Row[]) => server.commit(...rows)
  switch (what) {
    case 'conversation':
      if (conversation) return null
      return commit({ kind: 'conversation', value: aConversation(which) })
    case 'customer':
    case 'ai':
      return server.say(id, { kind: what })
    case 'resolve':
      if (!conversation) return null
      return commit({ kind: 'conversation', value: { ...conversation, state: 'resolved' } })
    case 'template':
      return commit({ kind: 'template', value: aTemplate(which, { body: `at ${server.rev}` }) })
    case 'template-gone':
      return commit({ kind: 'template-gone', value: { id: aTemplate(which).id, version: 2 } })
    case 'agent':
      return commit({
        kind: 'agent',
        value: { ...SARI, presence: which > 1 ? 'away' : 'available' },
      })
    case 'read':
      if (!conversation) return null
      return commit({
        kind: 'read-mark',
        value: {
          agentId: RINA.id,
          conversationId: id,
          seq: conversation.lastSeq,
          customerCount: conversation.customerCount,
        },
      })
  }
}

const byId = (rows: readonly object[]) =>
  rows.map((row) => JSON.stringify(row, Object.keys(row).sort())).sort()

test('any order of delivery converges', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 25 }),
      fc.array(step, { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: 6 }),
      fc.infiniteStream(fc.nat()),
      async (before, after, pageRows, dice) => {
        const world = new World()
        const { server, line, db } = world
        server.pageRows = pageRows
        for (const each of before) happen(server, each)
        const atHorizon = new Map(server.conversations().map((each) => [each.id, each]))
        await world.live()

        const late: Changed[] = []
        const deliver = (changed: Changed, { delivery }: Step) => {
          if (delivery === 'late') late.push(changed)
          else if (delivery === 'unreadable') line.tell('changed', { ...changed, rev: 'many' })
          else if (delivery !== 'never') line.tell('changed', changed)
          if (delivery === 'twice') line.tell('changed', changed)
        }
        for (const each of after) {
          const changed = happen(server, each)
          if (changed) deliver(changed, each)
          const roll = dice.next().value % 10
          if (roll === 0) for (const one of late.splice(0).reverse()) line.tell('changed', one)
          if (roll === 1) await getCursor(db)
          if (roll === 2) world.kill()
          if (roll === 2 || roll === 3) await world.sync.ensureConnected()
        }
        for (const one of late) line.tell('changed', one)
        line.heartbeat()
        await world.until(
          () => getCursor(db),
          (cursor) => cursor?.rev === server.rev,
        )

        const here = (await db.conversations.toArray()).map((row) => v.parse(conversation, row))
        expect(byId(here)).toEqual(byId(server.conversations()))
        expect(byId(await db.templates.toArray())).toEqual(byId(server.rowsOf('template')))
        expect(byId(await db.agents.toArray())).toEqual(byId(server.rowsOf('agent')))
        expect(byId(await db.readMarks.toArray())).toEqual(byId(server.rowsOf('read-mark')))
        for (const { id, lastSeq } of server.conversations()) {
          const then = atHorizon.get(id)
          const first = then && then.state !== 'resolved' ? Math.min(20, then.lastSeq) : 0
          const expected = first + lastSeq - (then?.lastSeq ?? 0)
          const kept = await db.messages.where('conversationId').equals(id).sortBy('seq')
          expect(kept).toEqual(server.messages(id).slice(lastSeq - expected))
        }
        world.kill()
        db.close()
      },
    ),
    { numRuns: 60 },
  )
})
