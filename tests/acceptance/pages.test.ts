import {
  FRAME_BYTES_MAX,
  row,
  type Changed,
  type ChangesPage,
  type Place,
  type Row,
} from '@baton/protocol/changes.ts'
import type { Answer } from '@baton/protocol/errors.ts'
import { NOTHING_ALONGSIDE, NOTE_MAX } from '@baton/protocol/message.ts'
import { MESSAGE_TEXT_MAX } from '@baton/protocol/primitives.ts'
import { TAG_LENGTH_MAX, TAGS_MAX } from '@baton/protocol/tags.ts'
import { TEMPLATE_BODY_MAX, TEMPLATE_TAGS_MAX } from '@baton/protocol/template.ts'
import { CONTEXT_ENTRIES_MAX } from '@baton/protocol/visit.ts'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ImportedConversation } from '../../server/conversations/imported-conversation.ts'
import { gapsIn } from '../faults/support/team-view.ts'
import { resultOf, type AgentClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { startWorld, until, type World } from './support/world.ts'

/** Six bytes each on the line, and still a text that anybody may write. */
const worst = (length: number) => '\u0001'.repeat(length)

const CONTEXT = Object.fromEntries(
  Array.from({ length: CONTEXT_ENTRIES_MAX }, (_, n) => [`${n}${worst(50)}`, `x${worst(498)}x`]),
)

/** Everything as long as it may be. */
function largest(state: 'waiting' | 'resolved', messages: number): ImportedConversation {
  return {
    customer: { name: worst(120), email: null, context: CONTEXT },
    page: { url: 'https://shop.example/x', title: `x${worst(198)}x` },
    tags: Array.from({ length: TAGS_MAX }, (_, n) => `${n}`.padEnd(TAG_LENGTH_MAX, 'x')),
    state,
    handoff: { reason: 'unsure', summary: worst(400), tried: [worst(300)] },
    messages: Array.from({ length: messages }, (_, n) => ({
      ...{ from: 'customer' as const, text: worst(MESSAGE_TEXT_MAX), at: n },
    })),
  }
}

const TEMPLATE = {
  title: `x${worst(118)}x`,
  body: worst(TEMPLATE_BODY_MAX),
  tags: Array.from({ length: TEMPLATE_TAGS_MAX }, (_, n) => `x${n}${worst(100)}x`),
  language: null,
  attachments: [],
  actions: { ...NOTHING_ALONGSIDE, note: `x${worst(NOTE_MAX - 2)}x` },
}

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value))

describe.each(ENGINES)('pages on %s', (engine) => {
  let world: World
  beforeEach(async () => {
    world = await startWorld(engine)
  })
  afterEach(() => world.end())

  const fill = async () => {
    const { conversations, templates } = world.server.app.services
    // One transaction that is larger than four pages.
    await conversations.importConversation(world.teamId, largest('waiting', 50))
    for (let n = 0; n < 6; n++) {
      await conversations.importConversation(world.teamId, largest('waiting', 3))
      await conversations.importConversation(world.teamId, largest('resolved', 3))
    }
    for (let n = 0; n < 15; n++) {
      await templates.addTemplate(world.teamId, { ...TEMPLATE, shortcut: `t${n}` })
    }
  }

  /** Every page until there are no more, each checked. */
  async function pull(
    agent: AgentClient,
    event: 'changes:pull' | 'urgent:pull',
    horizon: number,
    bytes = FRAME_BYTES_MAX,
  ): Promise<{ rows: Row[]; split: number }> {
    const rows: Row[] = []
    let timeline: string | null = null
    let after = 0
    let place: Place | null = null
    let split = 0
    for (;;) {
      const at: { after: number; place: Place | null; bytes: number } = { after, place, bytes }
      const answer: Answer<ChangesPage> =
        event === 'urgent:pull'
          ? await agent.socket.emitWithAck(event, { ...at, known: [] })
          : await agent.socket.emitWithAck(event, { ...at, timeline, horizon, limit: 1_000 })
      const page: ChangesPage = resultOf(answer)
      expect(bytesOf(page)).toBeLessThanOrEqual(FRAME_BYTES_MAX)
      expect([page.rev, page.place]).not.toEqual([after, place])
      rows.push(...page.rows)
      ;({ timeline, place } = page)
      after = page.rev
      if (place) split += 1
      if (page.rev >= page.newest) return { rows, split }
    }
  }

  const idsOf = (rows: readonly Row[], kind: Row['kind']) => [
    ...new Set(
      rows.flatMap((one) => (one.kind === kind && 'id' in one.value ? [one.value.id] : [])),
    ),
  ]

  test(
    'hold at most 512 KB whatever is in them, and all of it comes',
    { timeout: 60_000 },
    async () => {
      await fill()
      const rina = await world.agent('rina')
      const whole = await pull(rina, 'changes:pull', 0)
      expect(whole.split).toBeGreaterThan(0)
      expect(idsOf(whole.rows, 'message')).toHaveLength(50 + 6 * 6)
      expect(idsOf(whole.rows, 'conversation')).toHaveLength(13)
      expect(idsOf(whole.rows, 'customer')).toHaveLength(13)
      expect(idsOf(whole.rows, 'template')).toHaveLength(15)
      for (const one of whole.rows) expect(v.safeParse(row, one).issues).toBeUndefined()
      const first = await pull(rina, 'changes:pull', rina.hello.rev)
      expect(idsOf(first.rows, 'conversation').sort()).toEqual(
        idsOf(whole.rows, 'conversation').sort(),
      )
      expect(idsOf(first.rows, 'customer').sort()).toEqual(idsOf(whole.rows, 'customer').sort())
      const urgent = await pull(rina, 'urgent:pull', 0)
      expect(idsOf(urgent.rows, 'conversation')).toHaveLength(7)
      // A slow line asks for small ones, and gets on by a row at least.
      const small = await pull(rina, 'changes:pull', 0, 1)
      expect(idsOf(small.rows, 'message').sort()).toEqual(idsOf(whole.rows, 'message').sort())
    },
  )

  test(
    'of a history, and what is told of a large transaction, are as small',
    { timeout: 60_000 },
    async () => {
      const rina = await world.agent('rina')
      const frames: number[] = []
      rina.socket.onAny((_event, body) => frames.push(bytesOf(body)))
      const hints: number[] = []
      rina.socket.on('heartbeat', ({ rev }) => hints.push(rev))
      const { conversationId } = await world.server.app.services.conversations.importConversation(
        world.teamId,
        largest('waiting', 50),
      )
      await until(() => hints.find((rev) => rev > rina.hello.rev))
      expect(Math.max(...frames)).toBeLessThanOrEqual(FRAME_BYTES_MAX)
      let before = 51
      const seqs: number[] = []
      while (before > 1) {
        const page = await rina.ask('history:page', { conversationId, before, limit: 200 })
        expect(bytesOf(page)).toBeLessThanOrEqual(FRAME_BYTES_MAX)
        seqs.unshift(...page.messages.map(({ seq }) => seq))
        before = page.messages[0]?.seq ?? 0
      }
      expect(seqs).toEqual(Array.from({ length: 50 }, (_, n) => n + 1))
    },
  )

  test('what a colleague has read is told to nobody else', async () => {
    const [rina, sari] = [await world.agent('rina'), await world.agent('sari')]
    const { conversationId } = await world.server.app.services.conversations.importConversation(
      world.teamId,
      largest('waiting', 2),
    )
    await rina.ask('conversation:read', { conversationId, seq: 2 })
    await world.server.app.services.templates.addTemplate(world.teamId, {
      ...TEMPLATE,
      shortcut: 'later',
    })
    await until(() => sari.changes.find(({ rows }) => rows.some(({ kind }) => kind === 'template')))
    // What is told next stands for the revision that was not told, so that it leaves no gap; a heartbeat that comes
    // between has it told alone, without a row.
    const tellsQuiet = ({ from, rev, rows }: Changed) => (from ?? rev) < rev || rows.length === 0
    expect(sari.changes.some(tellsQuiet)).toBe(true)
    expect(gapsIn(sari.changes)).toEqual([])
    const marks = (rows: readonly Row[]) => rows.filter(({ kind }) => kind === 'read-mark')
    expect(sari.changes.flatMap(({ rows }) => marks(rows))).toEqual([])
    expect(marks((await pull(sari, 'changes:pull', 0)).rows)).toEqual([])
    expect(marks((await pull(rina, 'changes:pull', 0)).rows)).toHaveLength(1)
  })

  test('of a first sync leave resolved conversations behind, but for those that changed last', async () => {
    const { db } = world.server.database
    const { conversations } = world.server.app.services
    for (const state of ['resolved', 'waiting', 'resolved'] as const) {
      await conversations.importConversation(world.teamId, largest(state, 1))
    }
    const { id } = await db
      .selectFrom('conversations')
      .select('id')
      .orderBy('rev')
      .executeTakeFirstOrThrow()
    // As after a long time: more than come along have changed since.
    const later = Array.from({ length: 300 }, (_, n) => ({
      ...{ ...largest('resolved', 1), customer: { name: `C${n}`, email: null } },
    }))
    for (const one of later) await conversations.importConversation(world.teamId, one)
    const rina = await world.agent('rina')
    const { rows } = await pull(rina, 'changes:pull', rina.hello.rev)
    const ids = idsOf(rows, 'conversation')
    expect(ids).not.toContain(id)
    const states = rows.flatMap((one) => (one.kind === 'conversation' ? [one.value.state] : []))
    expect(states.filter((state) => state === 'waiting')).toHaveLength(1)
    expect(states.filter((state) => state === 'resolved')).toHaveLength(300)
  })
})
