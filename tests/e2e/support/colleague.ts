import { v7 as newId } from 'uuid'
import { PULL_LIMIT_MAX, type ChangesPage, type Row } from '@baton/protocol/changes.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import type { ChangeTeam } from '@baton/protocol/team-settings.ts'
import { DEMO_PEOPLE } from '../../../server/demo/people.ts'
import {
  connectAgent,
  resultOf,
  signIn,
  type AgentClient,
} from '../../acceptance/support/clients.ts'

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
    const move = { id: newId(), conversationId, epoch, toAgentId }
    resultOf(await this.#client.socket.emitWithAck('conversation:transfer', move))
  }

  /** What the customer with this id is called in their conversation. */
  async nameOf(customerId: string): Promise<string> {
    const all = (await this.#rows()).flatMap((row) => (row.kind === 'customer' ? [row.value] : []))
    const name = all.find(({ id }) => id === customerId)?.name
    if (name === undefined) throw new Error('There is no such customer.')
    return name
  }

  async changeTeam(change: ChangeTeam): Promise<void> {
    resultOf(await this.#client.socket.emitWithAck('team:change', change))
  }

  leave(): void {
    this.#client.socket.disconnect()
  }

  async #rows(): Promise<Row[]> {
    const rows: Row[] = []
    let page: ChangesPage | undefined
    do {
      const { timeline = null, rev: after = 0 } = page ?? {}
      const body = { timeline, after, horizon: 0, limit: PULL_LIMIT_MAX }
      page = resultOf(await this.#client.socket.emitWithAck('changes:pull', body))
      rows.push(...page.rows)
    } while (page.rev < page.newest)
    return rows
  }
}
