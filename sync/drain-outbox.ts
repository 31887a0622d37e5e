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
 * Sends what is in the outbox: in the order it was written and one at a time within a conversation, all
 * conversations at once. Nothing it remembers matters: a new one on the same database goes on where the last
 * one was killed, and the server knows a repeated message by its id.
 */
export class OutboxDrain {
  readonly #deps: SyncDeps
  readonly #connection: Pick<Connection, 'greetedSocket' | 'liveSocket' | 'refused'>
  readonly #uploads: Pick<Uploads, 'ensure'>
  readonly #busy = new Map<string, Promise<void>>()
  /** Conversations asked for while busy: looked at once more, so that no kick falls between. */
  readonly #again = new Set<string>()
  readonly #failures = new Map<string, number>()
  /** Until when, in ms since 1970, a conversation's next message may still be taken back. */
  readonly #waiting = new Map<string, number>()
  /** Messages being looked at or sent: what was decided about them stands. */
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

  /** Sends all that is queued by the agent who is signed in. Resolves when nothing more can be sent now. */
  async drain(): Promise<void> {
    const account = await getAccount(this.#deps.db)
    if (!account || !this.#socket()) return
    const me = account.agent.id
    const queued = await queuedBy(this.#deps.db, me)
    const conversations = new Set(queued.map(({ conversationId }) => conversationId))
    await Promise.all([...conversations].map((id) => this.#drainConversation(me, id)))
  }

  /** While it is being drained, all who ask wait for the same end. */
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

  /** Whether to go on with the next one of the conversation. */
  async #sendNext(me: string, conversationId: string): Promise<boolean> {
    const { db } = this.#deps
    // Read before the outbox is: see `undoSend`.
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

  /** Holds what others wrote meanwhile before, once the copy is current; what is on its way has been looked at. */
  holdOvertaken(): Promise<void> {
    return holdOvertaken(this.#deps.db, { sending: this.#sending })
  }

  /**
   * Whether nobody wrote past it. A copy that is not current yet does not know: then the conversation is asked for,
   * since what waits to be sent must not wait for all else.
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

  /** Whether to go on with the next one. */
  async #send(row: OutboxRow): Promise<boolean> {
    const { db } = this.#deps
    const { conversationId } = row
    const files = await this.#uploads.ensure(row.attachments)
    if (files.is === 'later') return this.#later(conversationId, 0)
    if (files.is === 'refused') {
      await failFrom(db, row, files.code)
      return true
    }
    // Uploading took its time: the line may be another one.
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

  /** Comes back when the next message can no longer be taken back; one timer for all who ask. */
  #wait(conversationId: string, until: number, now: number): void {
    if (this.#waiting.get(conversationId) === until) return
    this.#waiting.set(conversationId, until)
    this.#deps.schedule(until - now, () => {
      this.#waiting.delete(conversationId)
      this.drain().catch((error: unknown) => this.#deps.log('draining failed', error))
    })
  }

  /** Tries again after a while. If the worker dies before, the alarm starts one that does. */
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

/** Whether what was said last is here: a copy that was made anew may lack it, where the conversation changed meanwhile. */
async function hasTheEnd(db: BatonDatabase, conversationId: string): Promise<boolean> {
  const conversation = await db.conversations.get(conversationId)
  if (!conversation || conversation.lastSeq === 0) return true
  const end: [string, number] = [conversationId, conversation.lastSeq]
  return (await db.messages.where('[conversationId+seq]').equals(end).count()) > 0
}

/** In the order of writing: an id is a UUIDv7, which begins with the time. */
async function queuedBy(db: BatonDatabase, account: string): Promise<OutboxRow[]> {
  return db.outbox
    .where('account')
    .equals(account)
    .filter(({ status }) => status === 'queued')
    .sortBy('id')
}

/**
 * The server has it at `seq`. Its own row is not made up here but waited for, since one stored ahead of its
 * turn would leave a hole before it; if that part of the conversation is here already, it will not come.
 */
async function settle(db: BatonDatabase, row: OutboxRow, seq: number): Promise<void> {
  await db.transaction('rw', [db.outbox, db.conversations], async () => {
    const conversation = await db.conversations.get(row.conversationId)
    if (conversation && conversation.lastSeq >= seq) await db.outbox.delete(row.id)
    else await db.outbox.update(row.id, { status: 'sent' })
  })
}

/**
 * Marks a refused message, and with it those queued behind it in the conversation: they must not overtake
 * it, and waiting for ever behind it would hide them. The agent sends them again one by one, or discards them.
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
