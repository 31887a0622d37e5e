import { NOTHING_ALONGSIDE } from '@baton/protocol/message.ts'
import type { SaveTemplate } from '@baton/protocol/template.ts'
import { v7 as newId } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PASSWORD } from '../support/made-team.ts'
import { failureOf, resultOf, signIn, type AgentClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { fetchFile, png, uploaded, type Asker } from './support/files.ts'
import { startWorld, takenOver, type World } from './support/world.ts'
import { refusalOf } from '../support/verbs.ts'

/** A new template of the team's with these files. */
const aSave = (attachments: string[], over: Partial<SaveTemplate> = {}): SaveTemplate => ({
  ...{ id: newId(), templateId: newId(), baseVersion: 0, personal: false },
  content: {
    ...{ shortcut: 'map', title: '', body: '', tags: [], language: null, attachments },
    actions: NOTHING_ALONGSIDE,
  },
  ...over,
})

describe.each(ENGINES)('files of templates on %s', (engine) => {
  let world: World
  let rina: AgentClient
  let sari: AgentClient

  const asker = ({ token }: { token: string }): Asker => ({ url: world.server.url, token })
  const save = (agent: AgentClient, body: SaveTemplate) => agent.ask('template:save', body)
  const copy = (agent: AgentClient, fileId: string, id = newId()) =>
    agent.ask('file:copy', { id, fileId })
  const status = async (who: { token: string }, id: string) =>
    (await fetchFile(asker(who), id)).status

  /** A conversation that Rina holds, and its customer. */
  async function holdOne() {
    const customer = await world.customer()
    const { id: conversationId, epoch } = await takenOver(rina, customer)
    const reply = (attachments: string[]) =>
      rina.socket.emitWithAck('message:send', {
        ...{ id: newId(), conversationId, epoch, text: '', attachments, visibility: 'everyone' },
      })
    return { customer, reply }
  }

  async function eve(): Promise<AgentClient> {
    const { teams } = world.server.app.services
    const { id } = await teams.createTeam({ slug: 'other', name: 'Other' })
    const email = 'eve@nusa.example'
    await teams.addAgent(id, { name: 'Eve', email, password: PASSWORD, role: 'admin' })
    return world.agent('eve')
  }

  beforeEach(async () => {
    world = await startWorld(engine)
    rina = await world.agent('rina')
    sari = await world.agent('sari')
  })
  afterEach(() => world.end())

  test("a file of the team's is there for the team, one of my own for me alone", async () => {
    const shared = await uploaded(asker(rina), 'map.png', png())
    const own = await uploaded(asker(rina), 'own.png', png())
    const { template } = await save(rina, aSave([shared.id]))
    expect(template.attachments).toEqual([shared])
    await save(rina, aSave([own.id], { personal: true }))
    const { customer } = await holdOne()
    const stranger = await eve()
    const may = { rina: [200, 200], sari: [200, 404], eve: [404, 404], customer: [404, 404] }
    const got = await Promise.all(
      Object.entries({ rina, sari, eve: stranger, customer }).map(async ([name, who]) => [
        name,
        [await status(who, shared.id), await status(who, own.id)],
      ]),
    )
    expect(Object.fromEntries(got)).toEqual(may)
    // What is not theirs can be taken into no template and copied for no message.
    for (const [who, id] of [
      [sari, own.id],
      [stranger, shared.id],
    ] as const) {
      expect((await refusalOf(save(who, aSave([id])))).code).toBe('not-found')
      expect((await refusalOf(copy(who, id))).code).toBe('not-found')
    }
  })

  test('what was written while it was personal stays so when the template goes to the team', async () => {
    const first = await uploaded(asker(rina), 'first.png', png())
    const second = await uploaded(asker(rina), 'second.png', png(9, 9))
    const body = aSave([first.id], { personal: true })
    await save(rina, body)
    const { templateId } = body
    await save(rina, aSave([second.id], { templateId, baseVersion: 1 }))
    expect(await status(sari, second.id)).toBe(200)
    expect(await status(sari, first.id)).toBe(404)
    expect(await status(rina, first.id)).toBe(200)
  })

  test('a message has a copy of its own, and the template keeps its file', async () => {
    const bytes = png(20, 10)
    const file = await uploaded(asker(rina), 'map.png', bytes)
    await save(rina, aSave([file.id]))
    const { customer, reply } = await holdOne()
    expect(failureOf(await reply([file.id])).code).toBe('not-found')
    const id = newId()
    const copied = (await copy(rina, file.id, id)).attachment
    expect(copied).toEqual({ ...file, id })
    expect((await copy(rina, file.id, id)).attachment).toEqual(copied)
    resultOf(await reply([id]))
    expect((await fetchFile(asker(customer), id)).body).toEqual(bytes)
    expect(await status(customer, file.id)).toBe(404)
    expect(await status(sari, file.id)).toBe(200)
    // And the other way round: what a message has, a template gets a copy of.
    const back = (await copy(sari, id)).attachment
    expect((await refusalOf(save(sari, aSave([id])))).code).toBe('not-found')
    await save(sari, aSave([back.id]))
  })

  test('an id of a copy is of one file for ever', async () => {
    const one = await uploaded(asker(rina), 'a.png', png())
    const two = await uploaded(asker(rina), 'b.png', png(9, 9))
    const { id } = (await copy(rina, one.id)).attachment
    expect((await refusalOf(copy(rina, two.id, id))).code).toBe('id-reused')
    expect((await refusalOf(copy(rina, two.id, one.id))).code).toBe('id-reused')
    await save(rina, aSave([one.id]))
    expect((await refusalOf(copy(sari, one.id, id))).code).toBe('id-reused')
  })

  test('a template made of another one may have its files, and duplicates keep them', async () => {
    const file = await uploaded(asker(rina), 'map.png', png())
    await save(rina, aSave([file.id]))
    const { template } = await save(sari, aSave([file.id], { personal: true }))
    expect(template.attachments).toEqual([file])
  })

  test('files stay as long as a version has them, copies that nobody sent go', async () => {
    const bytes = png(20, 10)
    const file = await uploaded(asker(rina), 'map.png', bytes)
    const other = await uploaded(asker(rina), 'other.png', png())
    const body = aSave([file.id])
    await save(rina, body)
    const { templateId } = body
    await save(rina, aSave([other.id], { templateId, baseVersion: 1 }))
    const remove = { id: newId(), templateId, baseVersion: 2 }
    await rina.ask('template:delete', remove)
    const unsent = (await copy(rina, file.id)).attachment
    await world.server.database.db
      .updateTable('attachments')
      .set((eb) => ({ at: eb('at', '-', 86_400_001) }))
      .execute()
    await world.server.restart()
    const { token } = await signIn(world.server.url, 'rina@nusa.example', PASSWORD)
    if (!token) throw new Error('Rina could not sign in.')
    expect(await status({ token }, unsent.id)).toBe(404)
    // Its bytes were shared with the copy, and are all there still.
    expect((await fetchFile(asker({ token }), file.id)).body).toEqual(bytes)
    const again = await world.agent('rina')
    const { versions } = await again.ask('template:history', { templateId })
    expect(versions.map(({ content }) => content.attachments.map(({ id }) => id))).toEqual([
      ...[[other.id], [other.id], [file.id]],
    ])
    const restored = aSave([file.id], { templateId, baseVersion: 3 })
    expect((await save(again, restored)).template.attachments).toEqual([file])
  })
})
