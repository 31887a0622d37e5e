import { v7 as newId } from 'uuid'
import { shownName } from '../../../domain/guest.ts'
import { PULL_LIMIT_MAX, type ChangesPage, type Row } from '@baton/protocol/changes.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import type { ChangeTeam } from '@baton/protocol/team-settings.ts'
import { DEMO_PEOPLE } from '../../../server/demo/people.ts'
import { connectAgent, signIn, type AgentClient } from '../../acceptance/support/clients.ts'

/** A conversation that somebody holds, under this epoch. */
export interface Held {
  conversationId: string
  epoch: number
}

/** One of the demo team with no browser: what they do is asked of the server. */
export class Colleague {
  readonly #client: AgentClient

  private constructor(client: AgentClient) {
    this.#client = client
  }

  static async signIn(firstName: string, serverUrl: string): Promise<Colleague> {
    const person = DEMO_PEOPLE.find(({ name }) => name.startsWith(firstName))
    const { token } = await signIn(serverUrl, person?.email ?? '', person?.password ?? '')
    return new Colleague(await connectAgent(serverUrl, token ?? ''))
  }

  /** Gives a conversation of theirs, known by its customer's name, to somebody else. */
  async transfer(customer: string, firstName: string): Promise<void> {
    const rows = await this.#rows()
    const to = rows.flatMap((row) => (row.kind === 'agent' ? [row.value] : []))
    const toAgentId = to.find(({ name }) => name.startsWith(firstName))?.id ?? ''
    const all = rows.flatMap((row) => (row.kind === 'conversation' ? [row.value] : []))
    const held: Conversation | undefined = all.findLast((one) => one.customer.name === customer)
    const { id: conversationId = '', epoch = 0 } = held ?? {}
    await this.#client.transfer({ id: conversationId, epoch }, { toAgentId })
  }

  /** Takes the one of the AI's conversations in which something was said last. */
  async takeNewest(): Promise<Held> {
    const rows = await this.#rows()
    const all = rows.flatMap((row) => (row.kind === 'conversation' ? [row.value] : []))
    const ofAi = all.filter(({ state }) => state === 'ai')
    const [newest] = ofAi.sort((a, b) => b.updatedAt - a.updatedAt)
    if (!newest) throw new Error('There is no conversation.')
    const conversation = await this.#client.takeOver(newest)
    return { conversationId: conversation.id, epoch: conversation.epoch }
  }

  /** Says something to the customer of a conversation that they hold. */
  async say(held: Held, text: string): Promise<void> {
    const message = { id: newId(), ...held, text, attachments: [], visibility: 'everyone' as const }
    await this.#client.ask('message:send', message)
  }

  /** What the customer with this id is called in their conversation. */
  async nameOf(customerId: string): Promise<string> {
    const all = (await this.#rows()).flatMap((row) => (row.kind === 'customer' ? [row.value] : []))
    const customer = all.find(({ id }) => id === customerId)
    if (!customer) throw new Error('There is no such customer.')
    return shownName(customer, 'en')
  }

  /** Makes a bot of somebody else's, as an admin may; answers a key of its. */
  async makeBot(name: string): Promise<string> {
    const made = await this.#client.ask('integration:make', { id: newId(), name, kind: 'bot' })
    const { secret } = await this.#client.ask('key:make', {
      ...{ id: newId(), integrationId: made.integration.id, test: false },
      scopes: ['write', 'events'],
    })
    return secret ?? ''
  }

  async changeTeam(change: ChangeTeam): Promise<void> {
    await this.#client.ask('team:change', change)
  }

  leave(): void {
    this.#client.socket.disconnect()
  }

  async #rows(): Promise<Row[]> {
    const rows: Row[] = []
    let page: ChangesPage | undefined
    do {
      const { timeline = null, rev: after = 0, place = null } = page ?? {}
      const body = { timeline, after, place, horizon: 0, limit: PULL_LIMIT_MAX }
      page = await this.#client.ask('changes:pull', body)
      rows.push(...page.rows)
    } while (page.rev < page.newest)
    return rows
  }
}
