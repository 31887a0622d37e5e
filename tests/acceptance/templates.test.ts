import type { Answer } from '@baton/protocol/errors.ts'
import { FRAME_BYTES_MAX } from '@baton/protocol/changes.ts'
import { NOTHING_ALONGSIDE } from '@baton/protocol/message.ts'
import type { SaveTemplate, SavedTemplate, WrittenTemplate } from '@baton/protocol/template.ts'
import { v7 as newId } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { failureOf, resultOf, type AgentClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { pullAll, startWorld, until, untilConversation, type World } from './support/world.ts'
import { refusalOf } from '../support/verbs.ts'

const HELLO = {
  ...{ shortcut: 'hi', title: 'Greeting', body: 'Hello!', tags: ['greetings'], language: 'en' },
  ...{ attachments: [], actions: NOTHING_ALONGSIDE },
} satisfies WrittenTemplate

const SAME = newId()

/** A new template of the team's, but for what is said otherwise. */
const aSave = (over: Partial<SaveTemplate> = {}): SaveTemplate => ({
  ...{ id: newId(), templateId: newId(), baseVersion: 0, personal: false, content: HELLO },
  ...over,
})
const save = (agent: AgentClient, body: SaveTemplate): Promise<Answer<SavedTemplate>> =>
  agent.socket.emitWithAck('template:save', body)
const templatesTold = ({ changes }: AgentClient) =>
  changes.flatMap(({ rows }) => rows.filter(({ kind }) => kind.startsWith('template')))

describe.each(ENGINES)('templates on %s', (engine) => {
  let world: World
  let rina: AgentClient
  let sari: AgentClient
  beforeEach(async () => {
    world = await startWorld(engine)
    rina = await world.agent('rina')
    sari = await world.agent('sari')
  })
  afterEach(() => world.end())

  test('one that an agent makes is on every panel, and for whoever pulls later', async () => {
    const body = aSave()
    const { template } = resultOf(await save(rina, body))
    expect(template).toMatchObject({ ...HELLO, id: body.templateId, version: 1, updatedBy: 'Rina' })
    const row = { kind: 'template', value: template }
    await until(() => templatesTold(sari)[0])
    expect(templatesTold(sari)).toEqual([row])
    expect((await pullAll(sari)).rows).toContainEqual(row)
  })

  test('of two who edit the same version the second is told, and nothing is overwritten', async () => {
    const { template } = resultOf(await save(rina, aSave()))
    const edit = (body: string) =>
      aSave({ templateId: template.id, baseVersion: 1, content: { ...HELLO, body } })
    const answers = await Promise.all([save(rina, edit('by Rina')), save(sari, edit('by Sari'))])
    const [lost] = answers.filter(({ ok }) => !ok)
    expect(failureOf(lost ?? { ok: true, data: {} })).toEqual({ code: 'changed-meanwhile' })
    const won = answers[0].ok ? 'Rina' : 'Sari'
    const { rows } = await pullAll(rina)
    const stored = rows.filter((row) => row.kind === 'template').map(({ value }) => value)
    expect(stored).toMatchObject([{ version: 2, body: `by ${won}`, updatedBy: won }])
  })

  test('the same save again is answered as the first time, other content under its id is refused', async () => {
    const body = aSave()
    const first = await save(rina, body)
    const changed = { ...HELLO, body: 'Later' }
    resultOf(
      await save(sari, aSave({ templateId: body.templateId, baseVersion: 1, content: changed })),
    )
    expect(await save(rina, body)).toEqual(first)
    expect(failureOf(await save(rina, { ...body, content: changed }))).toEqual({
      code: 'id-reused',
    })
    // Even where there would be nothing else against it.
    expect(failureOf(await save(rina, aSave({ id: body.id })))).toEqual({ code: 'id-reused' })
    expect(templatesTold(rina)).toHaveLength(2)
  })

  test('a deleted one is gone for all, for whoever was away too, and can be brought back', async () => {
    const { template } = resultOf(await save(rina, aSave()))
    const away = await pullAll(sari)
    sari.socket.disconnect()
    const { id: templateId } = template
    const removal = { id: newId(), templateId, baseVersion: 1 }
    await rina.ask('template:delete', removal)
    await rina.ask('template:delete', removal)
    expect(await refusalOf(rina.ask('template:delete', { ...removal, id: newId() }))).toEqual({
      code: 'not-found',
    })
    const back = await world.agent('sari')
    const missed = await pullAll(back, { timeline: away.timeline, after: away.rev })
    expect(missed.rows).toContainEqual({
      kind: 'template-gone',
      value: { id: templateId, version: 2 },
    })
    const undone = resultOf(await save(rina, aSave({ templateId, baseVersion: 2 })))
    expect(undone.template.version).toBe(3)
    await until(() => templatesTold(back).find(({ kind }) => kind === 'template'))
  })

  test('a personal one is never told to anybody else', async () => {
    const { template } = resultOf(await save(rina, aSave({ personal: true })))
    expect(template.ownerId).toBe(world.ids.rina)
    const edit = aSave({ templateId: template.id, baseVersion: 1 })
    expect(failureOf(await save(sari, edit))).toEqual({ code: 'not-found' })
    const history = { templateId: template.id }
    expect(await refusalOf(sari.ask('template:history', history))).toEqual({
      code: 'not-found',
    })
    // The others hear of the revision all the same, so that they see no gap.
    await until(() => sari.changes.find(({ rev }) => rev === rina.changes.at(-1)?.rev))
    expect(templatesTold(sari)).toEqual([])
    expect((await pullAll(sari)).rows.filter(({ kind }) => kind.startsWith('template'))).toEqual([])
    expect((await pullAll(rina)).rows).toContainEqual({ kind: 'template', value: template })

    const given = resultOf(await save(rina, edit))
    expect(given.template.ownerId).toBeNull()
    await until(() => templatesTold(sari)[0])
    expect(
      failureOf(await save(rina, { ...edit, id: newId(), baseVersion: 2, personal: true })),
    ).toEqual({ code: 'wrong-state' })
  })

  test('every version is kept, without what was written while it was personal', async () => {
    const { id: templateId } = resultOf(await save(rina, aSave({ personal: true }))).template
    resultOf(await save(rina, aSave({ templateId, baseVersion: 1 })))
    const content = { ...HELLO, body: 'Hello again!' }
    resultOf(await save(sari, aSave({ templateId, baseVersion: 2, content })))
    const historyFor = async (agent: AgentClient) =>
      (await agent.ask('template:history', { templateId })).versions
    expect(await historyFor(sari)).toMatchObject([
      { version: 3, content, by: 'Sari', gone: false },
      { version: 2, content: HELLO, by: 'Rina', gone: false },
    ])
    expect((await historyFor(rina)).map(({ version }) => version)).toEqual([3, 2, 1])
  })

  test('of versions that are too many for one frame the newest are told', async () => {
    const long = (version: number) => ({ ...HELLO, body: `${version} ${'長'.repeat(5_990)}` })
    const { template } = resultOf(await save(rina, aSave({ content: long(1) })))
    const templateId = template.id
    for (let version = 1; version < 40; version += 1) {
      const content = long(version + 1)
      resultOf(await save(rina, aSave({ templateId, baseVersion: version, content })))
    }
    const answer = await sari.ask('template:history', { templateId })
    expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThanOrEqual(FRAME_BYTES_MAX)
    const told = answer.versions.map(({ version }) => version)
    expect(told.length).toBeGreaterThan(20)
    expect(told).toEqual(Array.from(told, (_, n) => 40 - n))
  })

  test('a message written with one is counted once, however often it is sent', async () => {
    const { template } = resultOf(await save(rina, aSave()))
    const customer = await world.customer()
    await customer.says('Hello')
    const { id: conversationId, epoch } = await untilConversation(rina, () => true)
    const note = {
      ...{ id: newId(), conversationId, epoch, text: 'Hello!', visibility: 'team' as const },
      writtenWith: template.id,
    }
    for (let n = 0; n < 3; n++) await rina.ask('message:send', note)
    await sari.ask('message:send', { ...note, id: newId() })
    // One that is no longer there takes nothing from the message.
    await sari.ask('message:send', { ...note, id: newId(), writtenWith: newId() })
    const { uses } = await sari.ask('templates:uses', {})
    expect(uses).toMatchObject([{ templateId: template.id, count: 2, mine: 1 }])
  })

  test('what is done along with the text, folders and languages are kept as they were written', async () => {
    const actions = { tags: ['VIP '], note: 'For {{customer.name}}', then: 'resolve' as const }
    const content = { ...HELLO, tags: [' billing / refunds /', 'orders'], actions }
    const { template } = resultOf(await save(rina, aSave({ content })))
    const kept = { tags: ['billing/refunds', 'orders'], actions: { ...actions, tags: ['vip'] } }
    expect(template).toMatchObject(kept)
    const german = { ...HELLO, body: 'Hallo!', language: 'de' }
    resultOf(await save(sari, aSave({ content: german })))
    const { rows } = await pullAll(sari)
    const stored = rows.flatMap((row) => (row.kind === 'template' ? [row.value] : []))
    expect(stored).toMatchObject([kept, { shortcut: 'hi', language: 'de' }])
    const history = { templateId: template.id }
    const { versions } = await sari.ask('template:history', history)
    expect(versions).toMatchObject([{ content: kept }])
  })

  test('one that says nothing, or what nobody would understand, is refused', async () => {
    const socket: { emitWithAck(event: string, body: unknown): Promise<unknown> } = rina.socket
    for (const wrong of [
      { body: ' ' },
      { actions: { ...NOTHING_ALONGSIDE, then: 'explode' } },
      { actions: { ...NOTHING_ALONGSIDE, note: 'x'.repeat(2_001) } },
      { tags: [' / / '] },
      { attachments: [SAME, SAME] },
    ]) {
      const body = { ...aSave(), content: { ...HELLO, ...wrong } }
      const answer = await socket.emitWithAck('template:save', body)
      expect({ wrong, answer }).toEqual({
        wrong,
        answer: { ok: false, error: { code: 'invalid' } },
      })
    }
  })

  test("where only admins write the team's, everybody keeps their own", async () => {
    const dimas = await world.agent('dimas')
    const { template } = resultOf(await save(rina, aSave()))
    const own = resultOf(await save(rina, aSave({ personal: true }))).template
    const setting = { templateEditors: 'admins' as const }
    await dimas.ask('team:change', setting)
    const { id: templateId } = template
    const edit = aSave({ templateId, baseVersion: 1 })
    const removal = { id: newId(), templateId, baseVersion: 1 }
    const refused = [
      await save(rina, aSave()),
      await save(rina, edit),
      await save(rina, aSave({ templateId: own.id, baseVersion: 1 })),
      await rina.socket.emitWithAck('template:delete', removal),
    ]
    for (const answer of refused) expect(answer).toMatchObject({ error: { code: 'forbidden' } })
    resultOf(await save(rina, aSave({ templateId: own.id, baseVersion: 1, personal: true })))
    resultOf(await save(dimas, { ...edit, id: newId() }))
    await dimas.ask('team:change', { templateEditors: 'everyone' })
    resultOf(await save(rina, aSave({ templateId, baseVersion: 2 })))
  })
})
