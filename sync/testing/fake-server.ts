import type { Changed, ChangesPage, PullChanges, PullUrgent, Row } from '@baton/protocol/changes.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import type { Agent } from '@baton/protocol/agent.ts'
import type { Answer } from '@baton/protocol/errors.ts'
import type { Author, Message, SendMessage, Stored } from '@baton/protocol/message.ts'
import type { TemplateUses } from '@baton/protocol/template.ts'
import { RINA, aMessage, testId } from '../../db/testing/builders.ts'
import { FakeFiles } from './fake-files.ts'
import { FakeOlder } from './fake-older.ts'
import { FakeTemplates, type Answered } from './fake-templates.ts'
import { pageOf, urgentOf, type Revised } from './pull-pages.ts'

/** A Baton server with one team, in memory: rows with revisions, and the rules of the contract. */
export class FakeServer {
  readonly files = new FakeFiles()
  readonly templates = new FakeTemplates(this)
  readonly older = new FakeOlder(this)
  timeline = 'timeline-1'
  rev = 0
  /** The server's clock, in ms since 1970; null is a server that does not send its time. */
  clock: (() => number) | null = null
  /** The agent who signs in. */
  agent: Agent = RINA
  /** Most rows of a page, so that small tests have many pages. */
  pageRows = 1_000
  /** A copy this many revisions behind is too far behind; null is never. */
  farBehind: number | null = null
  readonly #rows = new Map<string, Revised>()
  #messages = 0
  /** The answer to `templates:uses`. */
  uses: TemplateUses['uses'] = []

  /** Commits a transaction: gives it the next revision. */
  commit(...rows: Row[]): Changed {
    this.rev += 1
    // A copy may have dropped a resolved conversation, so its read marks are sent with it.
    const marks = rows.flatMap((row) => (this.#wasResolved(row) ? this.#marksOf(row) : []))
    for (const row of rows) this.#rows.set(keyOf(row), { row, rev: this.rev })
    return { timeline: this.timeline, rev: this.rev, rows: [...rows, ...marks] }
  }

  #wasResolved(row: Row): boolean {
    const before = this.#rows.get(keyOf(row))?.row
    return before?.kind === 'conversation' && before.value.state === 'resolved'
  }

  #marksOf({ value }: Row): Row[] {
    return this.rows().filter((row) => {
      return row.kind === 'read-mark' && 'id' in value && row.value.conversationId === value.id
    })
  }

  /** Loses everything after a revision, as a restored backup does, and begins a new timeline. */
  restore(timeline: string, rev: number): void {
    for (const [key, entry] of this.#rows) if (entry.rev > rev) this.#rows.delete(key)
    this.timeline = timeline
    this.rev = rev
  }

  conversations(): Conversation[] {
    return this.rows().flatMap((row) => (row.kind === 'conversation' ? [row.value] : []))
  }

  messages(conversationId?: string): Message[] {
    return this.rows()
      .flatMap((row) => (row.kind === 'message' ? [row.value] : []))
      .filter((row) => !conversationId || row.conversationId === conversationId)
      .sort((a, b) => a.seq - b.seq)
  }

  rowsOf(kind: Row['kind']): Row['value'][] {
    return this.rows().flatMap((row) => (row.kind === kind ? [row.value] : []))
  }

  conversation(id: string): Conversation | undefined {
    return this.conversations().find((conversation) => conversation.id === id)
  }

  /** Adds a message with the next sequence; null when there is no such conversation. */
  say(conversationId: string, author: Author, over: Partial<Message> = {}): Changed | null {
    const conversation = this.conversation(conversationId)
    if (!conversation) return null
    this.#messages += 1
    const seq = conversation.lastSeq + 1
    const message = { ...aMessage(this.#messages), conversationId, seq, author, ...over }
    return this.commit(
      { kind: 'message', value: message },
      {
        kind: 'conversation',
        value: {
          ...conversation,
          lastSeq: seq,
          lastMessage: { author, text: message.text, attached: null, at: message.at },
          customerCount: conversation.customerCount + (author.kind === 'customer' ? 1 : 0),
        },
      },
    )
  }

  /** `message:send`, with the change it made, if any. */
  send(body: SendMessage): Answered<Stored> {
    const known = this.messages().find(({ id }) => id === body.id)
    if (known) return { answer: { ok: true, data: known }, changed: null }
    const conversation = this.conversation(body.conversationId)
    const refused = (code: 'not-found' | 'stale-epoch') =>
      ({ answer: { ok: false, error: { code } }, changed: null }) as const
    if (!conversation) return refused('not-found')
    if (conversation.epoch !== body.epoch) return refused('stale-epoch')
    const { id, name } = this.agent
    const attachments = body.attachments.flatMap((id) => this.files.stored.get(id) ?? [])
    if (attachments.length < body.attachments.length) return refused('not-found')
    const { text, visibility } = body
    const changed = this.say(
      body.conversationId,
      { kind: 'agent', id, name },
      { id: body.id, text, attachments, visibility },
    )
    const seq = conversation.lastSeq + 1
    return { answer: { ok: true, data: { id: body.id, seq, at: 1_000 } }, changed }
  }

  /** `changes:pull` */
  pull({ timeline, after, place, horizon, limit }: PullChanges): Answer<ChangesPage> {
    const known = timeline === null ? after === 0 : timeline === this.timeline
    if (!known || after > this.rev) return { ok: false, error: { code: 'cursor-unknown' } }
    if (
      this.farBehind !== null &&
      horizon > 0 &&
      after >= horizon &&
      this.rev - after > this.farBehind
    ) {
      return { ok: false, error: { code: 'too-far-behind' } }
    }
    const reading = { timeline: this.timeline, after, place, horizon, newest: this.rev }
    const data = pageOf(this.revised(), {
      ...reading,
      limit: Math.min(limit, this.pageRows),
    })
    // The agent who signs in is in the team.
    if (after === 0 && !place) data.rows.unshift({ kind: 'agent', value: this.agent })
    return { ok: true, data }
  }

  /** `urgent:pull` */
  urgent({ known }: PullUrgent): Answer<ChangesPage> {
    const rows = urgentOf(this.revised(), this.agent.id, known)
    const { timeline, rev } = this
    return { ok: true, data: { timeline, rev, newest: rev, place: null, rows } }
  }

  /** Every row, with the revision that wrote it last. */
  revised(): Revised[] {
    return [...this.#rows.values()]
  }

  rows(): Row[] {
    return [...this.#rows.values()].map(({ row }) => row)
  }
}

function keyOf({ kind, value }: Row): string {
  if (kind === 'read-mark') return `read-mark:${value.agentId}:${value.conversationId}`
  return `${kind === 'template-gone' ? 'template' : kind}:${value.id}`
}

export const FIRST = testId('conversation', 1)
export const SECOND = testId('conversation', 2)
