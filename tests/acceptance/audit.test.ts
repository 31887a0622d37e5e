import type { AuditEntry, AuditList, AuditPage, Audited } from '@baton/protocol/audit.ts'
import { sql } from 'kysely'
import { v7 as newId } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { emailOf, PASSWORD } from '../support/made-team.ts'
import { resultOf, signIn, type AgentClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { siteOf } from './support/identity.ts'
import { startWorld, takenOver, type World } from './support/world.ts'
import { refusalOf, RefusedByServer } from '../support/verbs.ts'

const ALL: AuditList = { query: '', what: null, from: null, to: null, before: null, limit: 100 }

describe.each(ENGINES)('the audit trail on %s', (engine) => {
  let world: World
  let dimas: AgentClient
  let ahead = 0
  beforeEach(async () => {
    ahead = 0
    world = await startWorld(engine, { clock: () => Date.now() + ahead, timing: { sweep: 20 } })
    dimas = await world.agent('dimas')
  })
  afterEach(() => world.end())

  const list = async (asked: Partial<AuditList> = {}, agent = dimas): Promise<AuditPage> => {
    try {
      return await agent.ask('audit:list', { ...ALL, ...asked })
    } catch (error) {
      // A machine that does much else finds nothing in time, and says so.
      if (error instanceof RefusedByServer && error.failure.code === 'overloaded') {
        return list(asked, agent)
      }
      throw error
    }
  }
  const entriesOf = async (what: Audited): Promise<AuditEntry[]> =>
    (await list({ what })).entries.toReversed()
  const exported = async (query: string, token: string | null) =>
    fetch(`${world.server.url}/api/audit?${query}`, {
      headers: { authorization: `Bearer ${token ?? ''}` },
    })

  test('says who moved a conversation, from whom to whom, and where they sat', async () => {
    const rina = await world.agent('rina')
    const { id, epoch } = await takenOver(rina, await world.customer())
    await rina.transfer({ id, epoch }, { toAgentId: world.ids.sari })
    const [taken, given] = await entriesOf('conversation:moved')
    expect(taken).toMatchObject({
      by: { kind: 'agent', id: world.ids.rina, address: null },
      stage: 'done',
      subject: { kind: 'conversation', id },
      details: { state: 'human', ownerId: world.ids.rina, formerState: 'ai', formerOwnerId: null },
    })
    expect(taken?.by.sessionId).toMatch(/^[\da-f-]{36}$/)
    expect(given).toMatchObject({
      by: { id: world.ids.rina },
      details: { ownerId: world.ids.sari, formerOwnerId: world.ids.rina },
    })
    // Nothing of what was said is in it.
    const { entries } = await list()
    expect(entries.filter(({ subject }) => subject.id === id)).toHaveLength(2)
    expect(JSON.stringify(entries)).not.toMatch(/Hello|Rina|Sari/)
  })

  test('has tags, customers, templates and settings, by which fields and not by what is in them', async () => {
    const { id: conversationId, customer } = await takenOver(dimas, await world.customer())
    const { id: customerId } = customer
    const { socket } = dimas
    const tags = { id: newId(), conversationId, add: ['vip'], remove: [] }
    resultOf(await socket.emitWithAck('conversation:tag', tags))
    const edit = { id: newId(), customerId, version: 0, name: 'Ana', email: null, note: '' }
    resultOf(await socket.emitWithAck('customer:edit', edit))
    resultOf(
      await socket.emitWithAck('team:change', {
        greeting: 'Welcome',
        notices: { resolved: 'Bye' },
      }),
    )
    const template = { id: newId(), templateId: newId(), baseVersion: 0, personal: false }
    const content = { shortcut: 'hi', title: 'Hi', body: 'Hi!', tags: [], language: null }
    const actions = { tags: [], note: '', then: 'stay' as const }
    const whole = { ...content, attachments: [], actions }
    resultOf(await socket.emitWithAck('template:save', { ...template, content: whole }))
    const by = { kind: 'agent', id: world.ids.dimas }
    expect(await entriesOf('conversation:tagged')).toMatchObject([
      { by, subject: { kind: 'conversation', id: conversationId } },
    ])
    expect(await entriesOf('customer:edited')).toMatchObject([
      { by, subject: { kind: 'customer', id: customerId } },
    ])
    expect(await entriesOf('team:changed')).toMatchObject([
      { by, details: { settings: ['greeting', 'notices.resolved'] } },
    ])
    expect(await entriesOf('template:saved')).toMatchObject([
      { by, subject: { kind: 'template', id: template.templateId }, details: { version: 1 } },
    ])
  })

  test('keeps nothing of what was refused, and each message costs it nothing', async () => {
    const rina = await world.agent('rina')
    const customer = await world.customer()
    const { id: conversationId, epoch } = await takenOver(rina, customer)
    const before = (await list()).entries.length
    for (const text of ['one', 'two', 'three']) {
      const message = { id: newId(), conversationId, epoch, text, visibility: 'everyone' as const }
      await rina.ask('message:send', { ...message, attachments: [] })
      await customer.says(text)
    }
    await refusalOf(rina.resolve({ id: conversationId, epoch: epoch - 1 }))
    await refusalOf(rina.ask('team:change', { greeting: 'Mine' }))
    expect((await list()).entries).toHaveLength(before)
  })

  test('tells of members and passwords that they were asked for before, and what came of it after', async () => {
    const { teams } = world.server.app.services
    const { teamId, ids } = world
    await teams.setPassword(teamId, ids.rina, 'another-password')
    await teams.setRole(teamId, ids.rina, 'admin')
    await teams.removeAgent(teamId, ids.sari)
    await teams.identitySecret(teamId, { rotate: true })
    const told = async (what: Audited) =>
      (await entriesOf(what)).map(({ stage, by, subject }) => [stage, by.kind, subject.id])
    expect(await told('member:password')).toEqual([
      ['asked', 'operator', ids.rina],
      ['done', 'operator', ids.rina],
    ])
    expect(await told('member:role')).toEqual([
      ['asked', 'operator', ids.rina],
      ['done', 'operator', ids.rina],
    ])
    expect(await told('member:removed')).toEqual([
      ['asked', 'operator', ids.sari],
      ['done', 'operator', ids.sari],
    ])
    expect(await told('team:identity-secret')).toEqual([['done', 'operator', teamId]])
  })

  test('tells of members that it failed, where the sign-in library fails', async () => {
    const { teams } = world.server.app.services
    const { teamId, ids } = world
    const { db } = world.server.database
    await sql`alter table "member" rename to "memberAway"`.execute(db)
    const added = { name: 'Tia', email: 'tia@nusa.example', password: PASSWORD } as const
    await expect(teams.addAgent(teamId, { ...added, role: 'agent' })).rejects.toThrow()
    await expect(teams.setRole(teamId, ids.rina, 'admin')).rejects.toThrow()
    await expect(teams.removeAgent(teamId, ids.sari)).rejects.toThrow()
    await sql`alter table "memberAway" rename to "member"`.execute(db)
    const told = async (what: Audited) =>
      (await entriesOf(what)).map(({ stage, subject }) => [stage, subject.id])
    expect((await told('member:added')).slice(-2)).toEqual([
      ['asked', null],
      ['failed', null],
    ])
    expect(await told('member:role')).toEqual([
      ['asked', ids.rina],
      ['failed', ids.rina],
    ])
    expect(await told('member:removed')).toEqual([
      ['asked', ids.sari],
      ['failed', ids.sari],
    ])
  })

  test('a sign-out that cannot be noted is done all the same', async () => {
    const { url, database } = world.server
    const { token } = await signIn(url, emailOf('sari'), PASSWORD)
    await sql`alter table "audit" rename to "auditAway"`.execute(database.db)
    const asSari = { authorization: `Bearer ${token ?? ''}`, 'content-type': 'application/json' }
    const request = { method: 'POST', headers: asSari, body: '{}' }
    const out = await fetch(`${url}/api/auth/sign-out`, request)
    await sql`alter table "auditAway" rename to "audit"`.execute(database.db)
    expect(out.status).toBe(200)
    const session = await fetch(`${url}/api/auth/get-session`, { headers: asSari })
    expect(session.status).toBe(401)
  })

  test('tells of sign-ins that succeed and that do not, and of sign-outs', async () => {
    const { url } = world.server
    const { token } = await signIn(url, emailOf('sari'), PASSWORD)
    await signIn(url, emailOf('sari'), 'not this one')
    await signIn(url, 'nobody@nusa.example', 'not this one')
    await fetch(`${url}/api/auth/sign-out`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token ?? ''}`, 'content-type': 'application/json' },
      body: '{}',
    })
    const told = async () =>
      (await list({ query: 'sari@' })).entries
        .toReversed()
        .map(({ what, stage, by }) => [what, stage, by.id, by.address, by.sessionId !== null])
    const sari = world.ids.sari
    // A wrong password is noted once it is answered.
    await expect.poll(told, { timeout: 30_000 }).toEqual([
      ['member:added', 'done', null, null, false],
      ['session:began', 'asked', sari, null, false],
      ['session:began', 'done', sari, null, true],
      ['session:began', 'failed', sari, null, false],
      ['session:ended', 'asked', sari, null, true],
      ['session:ended', 'done', sari, null, true],
    ])
  })

  test('says of a customer who is identified over HTTP which browser it was, and from where', async () => {
    const site = await siteOf(world)
    // Of two browsers of one person the second's conversation goes to the first one's customer.
    for (const customer of [await world.customer(), await world.customer()]) {
      await customer.says('Hello')
      const { token } = customer
      const identity = await site.wordFor(token, { sub: 'user-7', name: 'Ana' })
      const sent = await fetch(`${world.server.url}/api/customers/identify`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': '198.51.100.7' },
        body: JSON.stringify({ token, identity }),
      })
      expect(sent.status).toBe(200)
    }
    const [identified] = await entriesOf('customer:identified')
    expect(identified?.by).toMatchObject({ kind: 'customer', address: '198.51.100.7' })
    expect(identified?.by.id).toMatch(/^[\da-f-]{36}$/)
  })

  test('is found by names that agents have now, in pages, and between times', async () => {
    const rina = await world.agent('rina')
    await takenOver(rina, await world.customer())
    const { entries } = await list({ query: 'RINA' })
    expect(entries.length).toBeGreaterThan(1)
    expect(entries.every(({ by, subject }) => [by.id, subject.id].includes(world.ids.rina))).toBe(
      true,
    )
    expect((await list({ query: 'nobody' })).entries).toEqual([])
    const first = await list({ limit: 2 })
    const second = await list({ limit: 2, before: first.next })
    const all = (await list()).entries
    expect([...first.entries, ...second.entries]).toEqual(all.slice(0, 4))
    const [newest] = all
    expect((await list({ from: (newest?.at ?? 0) + 1 })).entries).toEqual([])
    expect((await list({ to: newest?.at ?? 0 })).entries).toEqual(all)
  })

  test('is read by admins only, and goes out as JSON lines or CSV', async () => {
    const rina = await world.agent('rina')
    expect((await refusalOf(rina.ask('audit:list', ALL))).code).toBe('forbidden')
    const agent = await signIn(world.server.url, emailOf('rina'), PASSWORD)
    expect((await exported('format=csv', agent.token)).status).toBe(403)
    expect((await exported('format=csv', null)).status).toBe(401)
    const admin = await signIn(world.server.url, emailOf('dimas'), PASSWORD)
    expect((await exported('format=xml', admin.token)).status).toBe(400)
    const all = (await list()).entries
    const lines = (await (await exported('format=jsonl', admin.token)).text()).trim().split('\n')
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual(all)
    const csv = await exported('format=csv', admin.token)
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const rows = (await csv.text()).trim().split('\r\n')
    expect(rows[0]).toBe('id,at,by,by id,session,address,what,stage,subject,subject id,details')
    expect(rows.slice(1).map((row) => row.split(',')[0])).toEqual(all.map(({ id }) => id))
  })

  test('leaves out what it cannot read, says words that it does not know, and begins no formula', async () => {
    const { db } = world.server.database
    const { teamId } = world
    const by = { byKind: 'server', byId: null, sessionId: '=cmd()', address: null }
    const subject = { subjectKind: 'team', subjectId: teamId, stage: 'done', details: '{}' }
    const entry = { teamId, at: Date.now() + 1_000, ...by, ...subject }
    const newer = { ...entry, id: newId(), what: 'robot:hired' }
    const broken = { ...entry, id: newId(), what: 'team:made', details: '{' }
    await db.insertInto('audit').values([newer, broken]).execute()
    const { entries } = await list()
    expect(entries[0]).toMatchObject({ id: newer.id, what: 'robot:hired' })
    expect(entries.map(({ id }) => id)).not.toContain(broken.id)
    // Pages go on behind it.
    const first = await list({ limit: 1 })
    const second = await list({ limit: 1, before: first.next })
    const third = await list({ limit: 1, before: second.next })
    const pages = [...first.entries, ...second.entries, ...third.entries]
    expect(pages).toEqual(entries.slice(0, 2))
    const admin = await signIn(world.server.url, emailOf('dimas'), PASSWORD)
    const csv = await (await exported('format=csv', admin.token)).text()
    expect(csv).toContain(",'=cmd(),")
    expect(csv.trim().split('\r\n').length).toBeGreaterThan(entries.length)
  })

  test('forgets what is older than 400 days', async () => {
    expect((await list()).entries).not.toEqual([])
    ahead = 401 * 24 * 60 * 60 * 1_000
    const { db } = world.server.database
    await expect
      .poll(() => db.selectFrom('audit').selectAll().execute(), { timeout: 30_000 })
      .toEqual([])
  })
})
