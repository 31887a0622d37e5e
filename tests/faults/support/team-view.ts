import type { Changed, Place, Row } from '@baton/protocol/changes.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import type { Message } from '@baton/protocol/message.ts'
import type { AgentClient, CustomerClient } from '../../acceptance/support/clients.ts'
import type { View } from './check-messages.ts'

const PAGE = 1_000

/** A team's data as a reader has it who only ever pulls, and keeps its cursor over restarts of the server. */
export class TeamView {
  readonly conversations = new Map<string, Conversation>()
  readonly #messages = new Map<string, Message>()
  #cursor: { timeline: string | null; rev: number; place: Place | null } = {
    ...{ timeline: null, rev: 0, place: null },
  }

  /** Pulls everything after the cursor. Throws when the server does not know the cursor. */
  async pull(agent: AgentClient): Promise<void> {
    for (;;) {
      const { timeline, rev: after, place } = this.#cursor
      const body = { timeline, after, place, horizon: 0, limit: PAGE }
      const page = await agent.ask('changes:pull', body)
      for (const row of page.rows) this.#apply(row)
      this.#cursor = { timeline: page.timeline, rev: page.rev, place: page.place }
      if (page.rev >= page.newest) return
    }
  }

  get rev(): number {
    return this.#cursor.rev
  }

  /** In their order. */
  messagesOf(conversationId: string): Message[] {
    return [...this.#messages.values()]
      .filter((message) => message.conversationId === conversationId)
      .sort((a, b) => a.seq - b.seq)
  }

  conversationOf(customerId: string): Conversation | undefined {
    return [...this.conversations.values()].find(({ customer }) => customer.id === customerId)
  }

  viewOf(conversationId: string, reader: string): View {
    return { reader, conversationId, complete: true, messages: this.messagesOf(conversationId) }
  }

  /**
   * Messages that were told and are not there, or not as they were told: told before they were durable. What was told
   * since this was pulled cannot be judged.
   */
  toldTooEarly(told: readonly Changed[]): string[] {
    const before = told.filter(({ rev }) => rev <= this.rev)
    return before.flatMap(({ rev, rows }) =>
      rows.flatMap((row) => {
        if (row.kind !== 'message') return []
        const stored = this.#messages.get(row.value.id)
        if (stored?.seq === row.value.seq && stored.text === row.value.text) return []
        return [`told at revision ${rev} and not stored so: "${row.value.text}"`]
      }),
    )
  }

  #apply(row: Row): void {
    if (row.kind === 'conversation') this.conversations.set(row.value.id, row.value)
    if (row.kind === 'message') this.#messages.set(row.value.id, row.value)
  }
}

/** The revisions that did not follow each other on one connection. */
export function gapsIn(told: readonly Changed[]): string[] {
  return told.flatMap(({ from, rev }, index) => {
    const before = told[index - 1]?.rev
    const first = from ?? rev
    return before === undefined || first === before + 1 ? [] : [`told of ${first} after ${before}`]
  })
}

/** A customer's own conversation as their page pulls it, in pages. */
export async function customerViewOf(
  customer: CustomerClient,
  reader: string,
  conversationId: string,
): Promise<{ view: View; problems: string[] }> {
  const messages: View['messages'][number][] = []
  const problems: string[] = []
  let last = 0
  for (;;) {
    const body = { after: last, before: null, limit: 200 }
    const page = await customer.ask('messages:pull', body)
    for (const message of page.messages) {
      if (message.previousSeq !== last) {
        problems.push(`${reader} is told that ${message.seq} follows ${message.previousSeq}`)
      }
      last = message.seq
      messages.push(message)
    }
    if (!page.more) return { view: { reader, conversationId, complete: false, messages }, problems }
  }
}
