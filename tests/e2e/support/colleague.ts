import { v7 as newId } from 'uuid'
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
    const held: Conversation | undefined = all.find((one) => one.customer.name === customer)
    const { id: conversationId = '', epoch = 0 } = held ?? {}
    const move = { id: newId(), conversationId, epoch, toAgentId }
    resultOf(await this.#client.socket.emitWithAck('conversation:transfer', move))
  }

  async changeTeam(change: ChangeTeam): Promise<void> {
    resultOf(await this.#client.socket.emitWithAck('team:change', change))
  }

  leave(): void {
    this.#client.socket.disconnect()
  }

  async #rows() {
    const all = { timeline: null, after: 0, horizon: 0, limit: 1_000 }
    return resultOf(await this.#client.socket.emitWithAck('changes:pull', all)).rows
  }
}
