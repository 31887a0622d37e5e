// @vitest-environment node
import { fc } from '../tests/support/property.ts'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import type { Changed, Row } from '@baton/protocol/changes.ts'
import { conversation } from '@baton/protocol/conversation.ts'
import { conversationMessages } from '../db/queries/conversation-messages.ts'
import { getCursor } from '../db/queries/get-cursor.ts'
import type { BatonDatabase } from '../db/database.ts'
import { aConversation, aTemplate, RINA, SARI, testId } from '../db/testing/builders.ts'
import type { FakeServer } from './testing/fake-server.ts'
import { World } from './testing/world.ts'

type Delivery = 'at once' | 'twice' | 'late' | 'never' | 'unreadable'
interface Step {
  what:
    | 'conversation'
    | 'customer'
    | 'ai'
    | 'resolve'
    | 'template'
    | 'template-gone'
    | 'agent'
    | 'read'
    | 'many'
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
    'many',
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
    case 'many':
      // One transaction that is larger than a page.
      return commit(
        ...[1, 2, 3].flatMap((n): Row[] => [
          { kind: 'template', value: aTemplate(n + 3, { body: `at ${server.rev}` }) },
          {
            kind: 'conversation',
            value: server.conversation(testId('conversation', n)) ?? aConversation(n),
          },
        ]),
        { kind: 'agent', value: { ...SARI, presence: 'available' } },
      )
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

/** What the cursor says is here, is: no revision was stored by half and counted as whole. */
async function expectWhole(db: BatonDatabase, server: FakeServer): Promise<void> {
  await db.transaction('r', [db.meta, db.conversations, db.messages, db.templates], async () => {
    const cursor = await getCursor(db)
    if (!cursor || (cursor.anewSince ?? null) !== null) return
    for (const { row, rev } of server.revised()) {
      if (rev > cursor.rev || rev <= cursor.horizon) continue
      if (row.kind === 'message') expect(await db.messages.get(row.value.id)).toEqual(row.value)
      if (row.kind === 'template') expect(await db.templates.get(row.value.id)).toEqual(row.value)
      if (row.kind === 'conversation') {
        expect(await db.conversations.get(row.value.id)).toMatchObject(row.value)
      }
    }
  })
}

test('any order of delivery converges', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 25 }),
      fc.array(step, { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: 6 }),
      fc.option(fc.integer({ min: 1, max: 12 })),
      fc.infiniteStream(fc.nat()),
      async (before, after, pageRows, farBehind, dice) => {
        const world = new World()
        const { server, line, db } = world
        server.pageRows = pageRows
        server.farBehind = farBehind
        for (const each of before) happen(server, each)
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
          if (roll === 1) await expectWhole(db, server)
          if (roll === 2) world.kill()
          if (roll === 2 || roll === 3) await world.sync.ensureConnected()
        }
        for (const one of late) line.tell('changed', one)
        line.heartbeat()
        await world.until(
          () => getCursor(db),
          (cursor) => cursor?.rev === server.rev,
        )

        await world.untilStatus('live')
        await expectWhole(db, server)
        const here = (await db.conversations.toArray()).map((row) => v.parse(conversation, row))
        const ids = new Set(here.map(({ id }) => id))
        // What was resolved long ago comes when it is asked for.
        const expected = server.conversations().filter(({ id, state }) => {
          return ids.has(id) || state !== 'resolved'
        })
        expect(byId(here)).toEqual(byId(expected))
        expect(byId(await db.templates.toArray())).toEqual(byId(server.rowsOf('template')))
        const agents = [RINA, ...server.rowsOf('agent')]
        expect(byId(await db.agents.toArray())).toEqual(byId(agents))
        // My own mark may be here before its conversation is: it is the server's, then, too.
        const [marks, kept] = [server.rowsOf('read-mark'), await db.readMarks.toArray()]
        const ofThoseHere = (mark: Row['value']) =>
          'conversationId' in mark && ids.has(mark.conversationId)
        expect(byId(kept.filter(ofThoseHere))).toEqual(byId(marks.filter(ofThoseHere)))
        expect(byId(marks)).toEqual(expect.arrayContaining(byId(kept)))
        for (const { id, state } of here) {
          const kept = await db.messages.where('conversationId').equals(id).sortBy('seq')
          const all = server.messages(id)
          expect(kept).toEqual(all.filter((each) => kept.some((one) => one.id === each.id)))
          // What was said last is here, or known to be missing and asked for when somebody looks.
          const { fetchBefore } = await conversationMessages(db, id, 50)
          if (state !== 'resolved' && fetchBefore === null) expect(kept.at(-1)).toEqual(all.at(-1))
        }
        world.kill()
        db.close()
      },
    ),
    { numRuns: 60 },
  )
})
