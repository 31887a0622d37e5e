import type { Row } from '@baton/protocol/changes.ts'
import { NOTHING_ALONGSIDE } from '@baton/protocol/message.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ENGINES } from './support/databases.ts'
import { pullAll, startWorld, until, untilConversation, type World } from './support/world.ts'
import { refusalOf } from '../support/verbs.ts'

/** What a client ends up with that applies these rows in this order. */
function applied(rows: readonly Row[]): Map<string, unknown> {
  return new Map(rows.map((row) => [keyOf(row), row.value]))
}

function keyOf(row: Row): string {
  return row.kind === 'read-mark'
    ? `${row.value.agentId}/${row.value.conversationId}`
    : `${row.kind}/${row.value.id}`
}

describe.each(ENGINES)('catching up on %s', (engine) => {
  let world: World
  beforeEach(async () => {
    world = await startWorld(engine)
  })
  afterEach(() => world.end())

  const talk = async (texts: number) => {
    const customer = await world.customer()
    for (let i = 0; i < texts; i++) {
      await customer.says(`Line ${i}`)
    }
    return customer
  }

  test('who missed every event has the same by pulling as who missed none', async () => {
    const rina = await world.agent('rina')
    const start = await pullAll(rina)
    const sari = await world.agent('sari')
    const seen = await pullAll(sari)
    sari.socket.disconnect()
    await Promise.all([talk(5), talk(3), talk(4)])
    await world.server.app.services.templates.addTemplate(world.teamId, {
      ...{ shortcut: 'hi', title: 'Greeting', body: 'Hello!', tags: [], language: null },
      ...{ attachments: [], actions: NOTHING_ALONGSIDE },
    })
    await nothingOwed()
    const back = await world.agent('sari')
    const missed = await pullAll(back, { timeline: seen.timeline, after: seen.rev, limit: 3 })
    await until(() => rina.changes.find(({ rev }) => rev === missed.rev))
    const live = rina.changes.filter(({ rev }) => rev <= missed.rev).flatMap(({ rows }) => rows)
    expect(applied([...seen.rows, ...missed.rows])).toEqual(applied([...start.rows, ...live]))
  })

  test('live events come one for each revision, in order', async () => {
    const rina = await world.agent('rina')
    await Promise.all([talk(4), talk(4)])
    await untilConversation(rina, ({ lastMessage }) => lastMessage?.author.kind === 'ai')
    const revisions = rina.changes.map(({ rev }) => rev)
    expect(revisions).toEqual(revisions.map((_, index) => rina.hello.rev + 1 + index))
  })

  test('a first sync leaves old messages behind the horizon but for the newest twenty', async () => {
    const customer = await talk(1)
    const rina = await world.agent('rina')
    const { id: conversationId } = await firstConversation(rina)
    await customer.ask('human:ask', {})
    for (let i = 0; i < 30; i++) {
      await customer.says(`More ${i}`)
    }
    const { rev: newest, timeline } = await pullAll(rina)
    const first = await pullAll(rina, { timeline, after: 0, horizon: newest, limit: 7 })
    const seqs = first.rows.flatMap((row) => (row.kind === 'message' ? [row.value.seq] : []))
    const last = Math.max(...seqs)
    expect(seqs).toEqual(Array.from({ length: 20 }, (_, index) => last - 19 + index))
    const page = await rina.ask('history:page', {
      ...{ conversationId, before: last - 19, limit: 5 },
    })
    expect(page.messages.map(({ seq }) => seq)).toEqual([24, 23, 22, 21, 20].map((n) => last - n))
  })

  test('a cursor from a future that a restored backup has lost is unknown', async () => {
    const rina = await world.agent('rina')
    await talk(3)
    const { timeline, rev } = await pullAll(rina)
    // The backup: the team's counter stands where it stood before.
    const { db } = world.server.database
    await db
      .updateTable('teams')
      .set({ rev: rev - 2 })
      .execute()
    await world.server.restart()
    const back = await world.agent('rina')
    await talk(3)
    const body = { after: rev, horizon: 0, limit: 100 }
    const stale = await refusalOf(back.ask('changes:pull', { ...body, timeline }))
    expect(stale.code).toBe('cursor-unknown')
    const foreign = await refusalOf(back.ask('changes:pull', { ...body, timeline: 'other' }))
    expect(foreign.code).toBe('cursor-unknown')
    const older = await back.ask('changes:pull', { ...body, timeline, after: rev - 2 })
    expect(older.timeline).not.toBe(timeline)
  })

  async function nothingOwed() {
    const owed = world.server.database.db
      .selectFrom('conversations')
      .select('id')
      .where('owedSeq', 'is not', null)
    await expect.poll(() => owed.execute()).toEqual([])
  }

  async function firstConversation(agent: Awaited<ReturnType<World['agent']>>) {
    const { rows } = await pullAll(agent)
    const found = rows.find((row) => row.kind === 'conversation')
    if (found?.kind !== 'conversation') throw new Error('There is no conversation.')
    return found.value
  }
})
