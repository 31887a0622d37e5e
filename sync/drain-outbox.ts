import type { ErrorCode } from '@baton/protocol/errors.ts'
import type { BatonDatabase } from '../db/database.ts'
import { mayBeTakenBack } from '../db/may-be-taken-back.ts'
import type { OutboxRow } from '../db/rows.ts'
import { getAccount } from '../db/queries/get-account.ts'
import { ask } from './ask.ts'
import type { Connection } from './connection.ts'
import type { SyncDeps } from './deps.ts'
import { holdOvertaken } from './hold-overtaken.ts'
import { lookBeforeSending } from './look-before-sending.ts'
import { refusalOf } from './refusal-of.ts'
import { retryDelay } from './retry-delay.ts'
import type { Uploads } from './upload-files.ts'

/**
 * Sends the outbox: in order and one message at a time within a conversation, all conversations in parallel. It keeps
 * nothing essential in memory. A new one continues where a killed one stopped, and the server recognises a repeated
 * message by its id.
 */
export class OutboxDrain {
  readonly #deps: SyncDeps
  readonly #connection: Pick<Connection, 'greetedSocket' | 'liveSocket' | 'refused'>
  readonly #uploads: Pick<Uploads, 'ensure'>
  readonly #busy = new Map<string, Promise<void>>()
  /** Conversations kicked while busy. They are drained once more, so that no kick is lost. */
  readonly #again = new Set<string>()
  readonly #failures = new Map<string, number>()
  /** For each conversation, until when (ms since 1970) its next message may still be undone. */
  readonly #waiting = new Map<string, number>()
  /** Messages being checked or sent. The decision about them is final. */
  readonly #sending = new Set<string>()

  constructor(
    deps: SyncDeps,
    connection: Pick<Connection, 'greetedSocket' | 'liveSocket' | 'refused'>,
    uploads: Pick<Uploads, 'ensure'>,
  ) {
    this.#deps = deps
    this.#connection = connection
    this.#uploads = uploads
  }

  /** Sends everything queued by the signed-in agent. Resolves when nothing more can be sent now. */
  async drain(): Promise<void> {
    const account = await getAccount(this.#deps.db)
    if (!account || !this.#socket()) return
    const me = account.agent.id
    const queued = await queuedBy(this.#deps.db, me)
    const conversations = new Set(queued.map(({ conversationId }) => conversationId))
    await Promise.all([...conversations].map((id) => this.#drainConversation(me, id)))
  }

  /** Drains one conversation. Callers meanwhile share the run. */
  #drainConversation(me: string, conversationId: string): Promise<void> {
    const running = this.#busy.get(conversationId)
    if (running) {
      this.#again.add(conversationId)
      return running
    }
    const run = this.#sendAll(me, conversationId)
    this.#busy.set(conversationId, run)
    return run
  }

  async #sendAll(me: string, conversationId: string): Promise<void> {
    try {
      do {
        this.#again.delete(conversationId)
        while (await this.#sendNext(me, conversationId));
      } while (this.#again.has(conversationId))
    } finally {
      this.#busy.delete(conversationId)
    }
  }

  /** Sends the next message. Returns whether to continue with this conversation. */
  async #sendNext(me: string, conversationId: string): Promise<boolean> {
    const { db } = this.#deps
    // Read the clock before the outbox: see `undoSend`.
    const now = this.#deps.now()
    const row = (await queuedBy(db, me)).find((queued) => queued.conversationId === conversationId)
    if (!row || !this.#socket()) return false
    if (mayBeTakenBack(row, now)) {
      this.#wait(conversationId, row.notBefore ?? now, now)
      return false
    }
    this.#sending.add(row.id)
    try {
      if (!(await this.#mayGo(row))) return false
      return await this.#send(row)
    } finally {
      this.#sending.delete(row.id)
    }
  }

  /** Once the copy is current, holds messages that others overtook. Messages being sent were checked before. */
  holdOvertaken(): Promise<void> {
    return holdOvertaken(this.#deps.db, { sending: this.#sending })
  }

  /**
   * Whether nobody else wrote after the agent's last look. If the copy is not current, this conversation is pulled
   * first, so that the message need not wait for the rest.
   */
  async #mayGo(row: OutboxRow): Promise<boolean> {
    const socket = this.#socket()
    if (!socket) return false
    const { db } = this.#deps
    const live = socket === this.#connection.liveSocket
    if (live && (await hasTheEnd(db, row.conversationId))) return true
    if (!(await lookBeforeSending(db, socket, row))) return this.#later(row.conversationId, 0)
    await holdOvertaken(db, { only: row.conversationId })
    return (await db.outbox.get(row.id))?.status === 'queued'
  }

  /** Sends one message. Returns whether to continue with this conversation. */
  async #send(row: OutboxRow): Promise<boolean> {
    const { db } = this.#deps
    const { conversationId } = row
    const files = await this.#uploads.ensure(row.attachments)
    if (files.is === 'later') return this.#later(conversationId, 0)
    if (files.is === 'refused') {
      await failFrom(db, row, files.code)
      return true
    }
    // The connection may have changed during the upload.
    const socket = this.#socket()
    if (!socket) return false
    const { id, epoch, text, attachments, visibility, writtenWith, alongside } = row
    const said = { text, attachments, visibility, writtenWith, alongside }
    const body = { id, conversationId, epoch, ...said }
    const answer = await ask(socket, 'message:send', body)
    if (answer.ok) {
      this.#failures.delete(conversationId)
      await settle(db, row, answer.data.seq)
      return true
    }
    const refusal = refusalOf(answer.error, this.#connection)
    if (refusal.is === 'later') return this.#later(conversationId, refusal.afterMs)
    await failFrom(db, row, refusal.code)
    return true
  }

  #socket() {
    return this.#connection.greetedSocket
  }

  /** Drains again when the next message can no longer be undone; one timer for all conversations. */
  #wait(conversationId: string, until: number, now: number): void {
    if (this.#waiting.get(conversationId) === until) return
    this.#waiting.set(conversationId, until)
    this.#deps.schedule(until - now, () => {
      this.#waiting.delete(conversationId)
      this.drain().catch((error: unknown) => this.#deps.log('draining failed', error))
    })
  }

  /** Retries after a delay. If the worker dies before, the alarm starts a new one. */
  #later(conversationId: string, atLeastMs: number): false {
    const failures = this.#failures.get(conversationId) ?? 0
    this.#failures.set(conversationId, failures + 1)
    const delay = Math.max(atLeastMs, retryDelay(failures, this.#deps.random))
    this.#deps.schedule(delay, () => {
      this.drain().catch((error: unknown) => this.#deps.log('draining failed', error))
    })
    return false
  }
}

/** Whether the copy has the newest message. A rebuilt copy may lack it if the conversation changed meanwhile. */
async function hasTheEnd(db: BatonDatabase, conversationId: string): Promise<boolean> {
  const conversation = await db.conversations.get(conversationId)
  if (!conversation || conversation.lastSeq === 0) return true
  const end: [string, number] = [conversationId, conversation.lastSeq]
  return (await db.messages.where('[conversationId+seq]').equals(end).count()) > 0
}

/** In the order of writing: ids are UUIDv7, which begin with the time. */
async function queuedBy(db: BatonDatabase, account: string): Promise<OutboxRow[]> {
  return db.outbox
    .where('account')
    .equals(account)
    .filter(({ status }) => status === 'queued')
    .sortBy('id')
}

/**
 * Notes that the server stored the message at `seq`. Its row is not made here, since it could leave a hole before it:
 * the server's own row replaces the outbox row. If that part of the conversation is here already, no row will come.
 */
async function settle(db: BatonDatabase, row: OutboxRow, seq: number): Promise<void> {
  await db.transaction('rw', [db.outbox, db.conversations], async () => {
    const conversation = await db.conversations.get(row.conversationId)
    if (conversation && conversation.lastSeq >= seq) await db.outbox.delete(row.id)
    else await db.outbox.update(row.id, { status: 'sent' })
  })
}

/**
 * Marks a refused message as failed, and also those queued behind it in the conversation: they must not overtake it,
 * and would wait for ever. The agent sends them again one by one, or discards them.
 */
async function failFrom(db: BatonDatabase, refused: OutboxRow, failure: ErrorCode): Promise<void> {
  await db.transaction('rw', db.outbox, async () => {
    await db.outbox
      .where('conversationId')
      .equals(refused.conversationId)
      .filter(({ account, status, id }) => {
        return account === refused.account && status === 'queued' && id >= refused.id
      })
      .modify({ status: 'failed', failure })
  })
}
