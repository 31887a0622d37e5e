import { NOTHING_ALONGSIDE } from '@baton/protocol/message.ts'
import { agentRequests } from '@baton/protocol/agent-requests.ts'
import { customerRequests } from '@baton/protocol/customer-requests.ts'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { GenericSchema } from 'valibot'
import { PASSWORD } from '../support/made-team.ts'
import type { AgentClient, CustomerClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { fieldsOf, sampleOf } from './support/samples.ts'
import { pullAll, startWorld, untilConversation, type World } from './support/world.ts'
import { isForAdmins } from './support/writing-requests.ts'

interface Asking {
  emitWithAck(event: string, body: unknown): Promise<unknown>
}

/** What a field may name, by its name. A request with a new one has to say here what that is. */
const NAMING = new Map([
  ['conversationId', 'not-found'],
  ['customerId', 'not-found'],
  // Whoever is not in the team has left it, as far as the team can tell.
  ['toAgentId', 'agent-gone'],
  ['templateId', 'not-found'],
  ['fileId', 'not-found'],
  ['integrationId', 'not-found'],
  ['botId', 'not-found'],
  ['keyId', 'not-found'],
  ['deliveryId', 'not-found'],
  ['timeline', 'cursor-unknown'],
])

/** A port at which nobody listens. */
const NOBODY = 9

/** Ids that a request brings along for what it makes: they name nothing yet. */
const OWN = new Set(['id'])

/** Every event of an agent's that names something, with the field that does. */
const table = Object.entries(agentRequests).flatMap(([event, schema]: [string, GenericSchema]) =>
  fieldsOf(schema).flatMap(([field]) => (NAMING.has(field) ? [{ event, schema, field }] : [])),
)

test('every field that could name something of somebody else is in the table', () => {
  for (const schema of [...Object.values(agentRequests), ...Object.values(customerRequests)]) {
    for (const [field] of fieldsOf(schema)) {
      if (/id$|timeline/i.test(field)) expect(NAMING.has(field) || OWN.has(field)).toBe(true)
    }
  }
  // A customer names nothing at all: what is theirs is found by the token.
  const named = Object.values(customerRequests).flatMap((schema) => fieldsOf(schema))
  expect(named.filter(([field]) => NAMING.has(field))).toEqual([])
})

describe.each(ENGINES)('what belongs to another team on %s', (engine) => {
  let world: World
  let eve: AgentClient
  let customer: CustomerClient
  let theirs: Map<string, string>
  let own: { conversationId: string; epoch: number }
  const askers = new Map<string, AgentClient>()

  beforeAll(async () => {
    world = await startWorld(engine, {
      config: { allowHosts: [{ host: '127.0.0.1', port: NOBODY }] },
    })
    const { teams } = world.server.app.services
    const { id: otherTeam } = await teams.createTeam({ slug: 'other', name: 'Other' })
    const email = 'eve@nusa.example'
    await teams.addAgent(otherTeam, { name: 'Eve', email, password: PASSWORD, role: 'admin' })
    eve = await world.agent('eve')
    for (const name of ['rina', 'dimas']) askers.set(name, await world.agent(name))
    const rina = await world.agent('rina')
    customer = await world.customer()
    await customer.says('Hello')
    const { id, epoch } = await untilConversation(rina, ({ lastSeq }) => lastSeq === 2)
    own = { conversationId: id, epoch }
    const imported = await world.server.app.services.conversations.importConversation(otherTeam, {
      customer: { name: 'Theirs', email: null },
      state: 'waiting',
      messages: [{ from: 'customer', text: 'Only Eve may read this.', at: 1 }],
    })
    const template = await world.server.app.services.templates.addTemplate(otherTeam, {
      ...{
        shortcut: 'theirs',
        title: '',
        body: 'Only Eve may use this.',
        tags: [],
        language: null,
        attachments: [],
        actions: NOTHING_ALONGSIDE,
      },
    })
    const { rows } = await pullAll(eve)
    const person = rows.find(({ kind }) => kind === 'customer')
    if (person?.kind !== 'customer') throw new Error('The import has no customer.')
    const made = await eve.ask('integration:make', { name: 'Theirs', kind: 'bot' })
    const integrationId = made.integration.id
    const { key } = await eve.ask('key:make', { integrationId, test: false, scopes: ['write'] })
    const url = `http://127.0.0.1:${NOBODY}/`
    await eve.ask('webhook:set', { integrationId, url })
    const { deliveryId } = await eve.ask('webhook:test', { integrationId })
    theirs = new Map([
      ['deliveryId', deliveryId ?? ''],
      ['integrationId', integrationId],
      ['botId', integrationId],
      ['keyId', key.id],
      ['templateId', template.id],
      ['customerId', person.value.id],
      ['conversationId', imported.conversationId],
      ['toAgentId', eve.hello.agent.id],
      ['timeline', eve.hello.timeline],
    ])
  }, 30_000)
  afterAll(() => world.end())

  for (const who of ['rina', 'dimas']) {
    test.each(table)(`${who} asks $event with another team's $field`, async (row) => {
      const asker = askers.get(who)
      if (!asker) throw new Error('Nobody asks.')
      const socket: Asking = asker.socket
      if (row.event === 'conversation:transfer' && row.field === 'toAgentId') await hold(asker)
      const ask = (value: string | undefined) => {
        const more = { visibility: 'team', after: 1, scopes: ['write'] }
        const known = { ...own, ...more, [row.field]: value }
        return socket.emitWithAck(row.event, sampleOf(row.schema, known))
      }
      // Who may not ask at all is told no more than that.
      const mayNot = who !== 'dimas' && isForAdmins(row.event)
      const code = mayNot ? 'forbidden' : NAMING.get(row.field)
      expect(await ask(theirs.get(row.field))).toEqual({ ok: false, error: { code } })
      // The very same answer as for what has never been anywhere.
      expect(await ask(newId())).toEqual({ ok: false, error: { code } })
    })
  }

  /** Takes the team's own conversation, so that the receiver is all that is wrong with a transfer. */
  async function hold(agent: AgentClient): Promise<void> {
    const { conversationId, epoch } = own
    const conversation = await agent.takeOver({ id: conversationId, epoch })
    own = { conversationId, epoch: conversation.epoch }
  }

  test('nothing of it was read, changed or told', () => {
    // What Eve was told of is her own team's, once: the import, a template, an integration.
    const kinds = eve.changes.flatMap(({ rows }) => rows.map(({ kind }) => kind))
    expect(kinds.filter((kind) => kind !== 'agent')).toEqual([
      'customer',
      'conversation',
      'message',
      'template',
      'team',
    ])
    expect(JSON.stringify(eve.changes)).not.toContain('Hello')
    for (const { changes } of askers.values()) {
      expect(JSON.stringify(changes)).not.toMatch(/Only Eve may/)
    }
  })

  test("a customer sees nothing of another customer's, and the id of their message tells nothing", async () => {
    const other = await world.customer()
    const pull = { after: 0, before: null, limit: 200 }
    expect((await other.ask('messages:pull', pull)).messages).toEqual([])
    const [message] = (await customer.ask('messages:pull', pull)).messages
    const reused = { id: message?.id ?? '', text: 'Hello' }
    expect(await other.socket.emitWithAck('message:send', reused)).toEqual({
      ok: false,
      error: { code: 'id-reused' },
    })
    await other.ask('messages:seen', { seq: 99 })
    await other.ask('typing:set', { typing: true })
    expect((await other.ask('messages:pull', pull)).messages).toEqual([])
  })

  test('over HTTP a team that is not there is not found', async () => {
    const response = await fetch(`${world.server.url}/api/customers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ team: 'nobody' }),
    })
    expect(await response.json()).toEqual({ code: 'not-found' })
  })
})
