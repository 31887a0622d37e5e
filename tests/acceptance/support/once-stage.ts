import { createdCustomer, type CreatedCustomer } from '@baton/protocol/customer.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import { NOTHING_ALONGSIDE } from '@baton/protocol/message.ts'
import { v7 as newId } from 'uuid'
import * as v from 'valibot'
import type { AgentClient, CustomerClient } from './clients.ts'
import { uploaded } from './files.ts'
import { integrationBodies } from './integration-bodies.ts'
import { until, type World } from './world.ts'
import { isForAdmins } from './writing-requests.ts'

/** A request that can be asked any number of times, and the same id with other content. */
export interface Case {
  body: object
  ask(): Promise<unknown>
  askOther(): Promise<unknown>
  customer: CustomerClient
  conversationId: string
}

type Begun = Pick<Case, 'customer' | 'conversationId'>

type Later = 'nothing' | 'taken over' | 'resolved' | 'reopened' | 'asked for a human'

/** What it needs of a server with a team. */
type Setting = Pick<World, 'agent' | 'customer'> & { server: { readonly url: string } }

interface Asking {
  emitWithAck(event: string, body: unknown): Promise<unknown>
}

/** Brings conversations to where each request can be asked. Rina asks; Dimas is an admin. */
export class OnceStage {
  readonly #world: Setting
  readonly #rina: AgentClient
  readonly #sari: AgentClient
  readonly #dimas: AgentClient
  readonly #team: string
  #guests = 0
  /** What other content is about. */
  #other: Begun | null = null

  private constructor(
    world: Setting,
    team: string,
    rina: AgentClient,
    sari: AgentClient,
    dimas: AgentClient,
  ) {
    this.#world = world
    this.#rina = rina
    this.#sari = sari
    this.#dimas = dimas
    this.#team = team
  }

  /** Of a team's public name; the server stands behind a proxy. */
  static async open(world: Setting, team: string): Promise<OnceStage> {
    const [rina, sari, dimas] = ['rina', 'sari', 'dimas'].map((name) => world.agent(name))
    if (!rina || !sari || !dimas) throw new Error('There are three.')
    return new OnceStage(world, team, await rina, await sari, await dimas)
  }

  /** A conversation with the AI, which may be answering still. */
  async begun(): Promise<Begun> {
    const customer = await this.#world.customer(await this.#guest())
    const { id } = await customer.says('Hello')
    const row = await until(() =>
      this.#dimas.changes
        .flatMap(({ rows }) => rows)
        .find((told) => told.kind === 'message' && told.value.id === id),
    )
    if (row.kind !== 'message') throw new Error('It is no message.')
    const { conversationId } = row.value
    return { customer, conversationId }
  }

  /** Each from an address of its own: more than one address may make are needed. */
  async #guest(): Promise<CreatedCustomer> {
    this.#guests += 1
    const address = `10.1.${Math.floor(this.#guests / 250)}.${(this.#guests % 250) + 1}`
    const response = await fetch(`${this.#world.server.url}/api/customers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
      body: JSON.stringify({ team: this.#team }),
    })
    return v.parse(createdCustomer, await response.json())
  }

  /** One that Rina has taken over. */
  async owned(): Promise<Begun> {
    const begun = await this.begun()
    await this.move('conversation:take-over', begun.conversationId, this.#rina)
    return begun
  }

  async read(conversationId: string): Promise<Conversation> {
    const ask = { conversationId }
    const { rows } = await this.#dimas.ask('conversation:get', ask)
    const row = rows.find(({ kind }) => kind === 'conversation')
    if (row?.kind !== 'conversation') throw new Error('There is no such conversation.')
    return row.value
  }

  async move(
    event: 'conversation:take-over' | 'conversation:resolve',
    conversationId: string,
    by = this.#dimas,
  ): Promise<void> {
    const { epoch } = await this.read(conversationId)
    await by.ask(event, { conversationId, epoch })
  }

  /** Uses an id up, for something else than what it will be used for next. */
  async spend(id: string): Promise<void> {
    const { conversationId } = await this.begun()
    const tag = { id, conversationId, add: ['spent'], remove: [] }
    await this.#rina.ask('conversation:tag', tag)
  }

  async goOn({ customer, conversationId }: Case, later: Later): Promise<void> {
    const { state, ownerId } = await this.read(conversationId)
    switch (later) {
      case 'nothing':
        return
      case 'taken over':
        if (ownerId !== this.#dimas.hello.agent.id)
          await this.move('conversation:take-over', conversationId)
        return
      case 'resolved':
        if (state === 'resolved') return
        // Only whoever holds it resolves it.
        if (ownerId !== this.#dimas.hello.agent.id)
          await this.move('conversation:take-over', conversationId)
        await this.move('conversation:resolve', conversationId)
        return
      case 'reopened':
        await customer.says('Once more')
        return
      case 'asked for a human':
        await customer.ask('human:ask', {})
    }
  }

  async prepare(who: 'agent' | 'customer', event: string, id: string = newId()): Promise<Case> {
    return who === 'customer' ? this.#customers(event, id) : this.#agents(event, id)
  }

  async #customers(event: string, id: string): Promise<Case> {
    const begun = await this.begun()
    const other = (this.#other ??= await this.begun())
    const bodies: Record<string, [object, object]> = {
      'message:send': [
        { id, text: 'Where is my cup?' },
        { id, text: 'Where is my plate?' },
      ],
      'human:ask': [{ id }, { id }],
      'human:take-back': [{ id }, { id }],
      'messages:seen': [{ seq: 1 }, { seq: 1 }],
      'visit:tell': [VISIT, VISIT],
    }
    const [body, changed] = pairOf(bodies, event)
    if (event === 'human:take-back') {
      for (const { customer } of [begun, other]) {
        await customer.ask('human:ask', {})
      }
    }
    const asks = (socket: Asking, said: object) => () => socket.emitWithAck(event, said)
    // Of a request with nothing in it but its id, what is other is who asks.
    const others = event.startsWith('human:') ? other.customer.socket : begun.customer.socket
    return {
      ...begun,
      body,
      ask: asks(begun.customer.socket, body),
      askOther: asks(others, changed),
    }
  }

  async #agents(event: string, id: string): Promise<Case> {
    const isOthers = event === 'conversation:take-over' || event === 'conversation:nudge'
    const at = isOthers ? await this.begun() : await this.owned()
    const { conversationId } = at
    if (event === 'conversation:nudge') await this.move('conversation:take-over', conversationId)
    if (/accept|decline/.test(event)) await this.#giveToRina(conversationId)
    if (event === 'conversation:undo') {
      await this.move('conversation:resolve', conversationId, this.#rina)
    }
    const { epoch } = await this.read(conversationId)
    const move = { id, conversationId, epoch }
    this.#other ??= await this.begun()
    const other = { ...move, conversationId: this.#other.conversationId }
    const bodies: Record<string, () => Promise<[object, object]>> = {
      'message:send': () => {
        const said = { ...move, visibility: 'everyone', attachments: [] }
        return both({ ...said, text: 'Hello, I am Rina.' }, { ...said, text: 'Goodbye.' })
      },
      'conversation:transfer': () => {
        const toAgentId = this.#sari.hello.agent.id
        return both(
          { ...move, toAgentId, note: 'Yours.' },
          { ...move, toAgentId, note: 'Not yours.' },
        )
      },
      'conversation:accept': () => both({ conversationId, epoch }, {}),
      'conversation:read': () => both({ conversationId, seq: 1 }, {}),
      'conversation:tag': () => {
        const tag = { id, conversationId, remove: [] }
        return both({ ...tag, add: ['cup'] }, { ...tag, add: ['plate'] })
      },
      'customer:edit': async () => {
        const customerId = (await this.read(conversationId)).customer.id
        const edit = { id, customerId, version: 0, email: null, note: '' }
        return [
          { ...edit, name: 'Ana' },
          { ...edit, name: 'Budi' },
        ]
      },
      'template:save': () => {
        const save = { ...{ id, templateId: newId(), baseVersion: 0, personal: false } }
        return both(
          { ...save, content: CONTENT },
          { ...save, content: { ...CONTENT, body: 'Other' } },
        )
      },
      'template:delete': async () => {
        const gone = { id, templateId: await this.#template(), baseVersion: 1 }
        return [gone, { ...gone, templateId: await this.#template() }]
      },
      'file:copy': async () => {
        return [
          { id, fileId: await this.#file('one') },
          { id, fileId: await this.#file('two') },
        ]
      },
      ...integrationBodies(this.#dimas, id),
      'team:change': () => both({ waitLimitMs: 90_000 }, {}),
      'presence:set': () => both({ presence: 'away' }, {}),
      'idle:set': () => both({ idle: true }, {}),
    }
    const [body, changed] = await (bodies[event]?.() ?? both(move, other))
    const asking: Asking = isForAdmins(event) ? this.#dimas.socket : this.#rina.socket
    const asks = (said: object) => () => asking.emitWithAck(event, said)
    return { ...at, body, ask: asks(body), askOther: asks(changed) }
  }

  /** Rina's conversation goes to Sari and comes back, so that Rina has something to accept or decline. */
  async #giveToRina(conversationId: string): Promise<void> {
    for (const [giver, taker] of [
      [this.#rina, this.#sari],
      [this.#sari, this.#rina],
    ] as const) {
      const { epoch } = await this.read(conversationId)
      await giver.transfer({ id: conversationId, epoch }, { toAgentId: taker.hello.agent.id })
    }
  }

  async #template(): Promise<string> {
    const templateId = newId()
    const save = { id: newId(), templateId, baseVersion: 0, personal: false, content: CONTENT }
    await this.#rina.ask('template:save', save)
    return templateId
  }

  async #file(text: string): Promise<string> {
    const asker = { url: this.#world.server.url, token: this.#rina.token }
    return (await uploaded(asker, 'file.txt', Buffer.from(text))).id
  }
}

const VISIT = { page: null, language: 'id', timeZone: 'Asia/Jakarta', context: { plan: 'Pro' } }

const CONTENT = {
  ...{ shortcut: 'hello', title: 'Hello', body: 'Hello there', tags: [], language: null },
  ...{ attachments: [], actions: NOTHING_ALONGSIDE },
}

function both(one: object, other: object): Promise<[object, object]> {
  return Promise.resolve([one, other])
}

function pairOf(bodies: Record<string, [object, object]>, event: string): [object, object] {
  const pair = bodies[event]
  if (!pair) throw new Error(`What is asked by ${event} has to be said here.`)
  return pair
}
