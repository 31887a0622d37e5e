import type { ErrorCode } from '@baton/protocol/errors.ts'
import type { UploadRow } from '../db/rows.ts'
import { getAccount } from '../db/queries/get-account.ts'
import { removeStrayUploads } from '../db/commands/remove-stray-uploads.ts'
import { ask } from './ask.ts'
import type { Connection } from './connection.ts'
import type { SyncDeps } from './deps.ts'
import { postPart } from './post-part.ts'
import { refusalOf } from './refusal-of.ts'
import { retryDelay } from './retry-delay.ts'

/** Milliseconds that the server surely keeps a file that no message has: half of what it promises. */
const KEPT_MS = 12 * 3_600_000
/** Parts in a row that may bring nothing, before the rest has to wait. */
const IDLE_MAX = 3

/** What became of a file: the server has it, cannot have it now, or refused it. `gone` was taken back here. */
export type Uploaded = { is: 'there' | 'later' | 'gone' } | { is: 'refused'; code: ErrorCode }

/**
 * Brings files to the server, part by part, each noted as it arrives: whoever follows on the same database goes
 * on where the last one was killed. One thing at a time for each file, whoever asks.
 */
export class Uploads {
  readonly #deps: SyncDeps
  readonly #connection: Pick<Connection, 'greetedSocket' | 'refused'>
  readonly #running = new Map<string, Promise<Uploaded>>()
  #failures = 0
  #drain: Promise<void> | null = null

  constructor(deps: SyncDeps, connection: Pick<Connection, 'greetedSocket' | 'refused'>) {
    this.#deps = deps
    this.#connection = connection
  }

  /** Uploads all that waits, of drafts too, in the order it was added. Resolves when nothing more can be now. */
  drain(): Promise<void> {
    this.#drain ??= this.#drainAll().finally(() => (this.#drain = null))
    return this.#drain
  }

  /** Sees to it that the server has these, for a message that is about to name them. */
  async ensure(ids: readonly string[]): Promise<Uploaded> {
    for (const id of ids) {
      const uploaded = await this.#one(id)
      if (uploaded.is === 'later' || uploaded.is === 'refused') return uploaded
    }
    return { is: 'there' }
  }

  async #drainAll(): Promise<void> {
    const { db } = this.#deps
    const account = await getAccount(db)
    if (!account || !this.#isLive()) return
    await removeStrayUploads(db, this.#deps.now())
    const tried = new Set<string>()
    for (;;) {
      const waiting = await db.uploads.where('account').equals(account.agent.id).sortBy('id')
      const next = waiting.find((row) => isWaiting(row) && !tried.has(row.id))
      if (!next || !this.#isLive()) return
      tried.add(next.id)
      if ((await this.#one(next.id)).is === 'later') {
        this.#later()
        return
      }
    }
  }

  #isLive(): boolean {
    return this.#connection.greetedSocket !== null
  }

  #one(id: string): Promise<Uploaded> {
    const running = this.#running.get(id)
    if (running) return running
    const upload = this.#upload(id).finally(() => this.#running.delete(id))
    this.#running.set(id, upload)
    return upload
  }

  async #upload(id: string): Promise<Uploaded> {
    const { db, now } = this.#deps
    for (let idle = 0; idle < IDLE_MAX;) {
      const [row, file] = await Promise.all([db.uploads.get(id), db.files.get(id)])
      if (!row) return { is: 'gone' }
      if (row.failure) return { is: 'refused', code: row.failure }
      if (row.arrivedAt !== null && now() - row.arrivedAt < KEPT_MS) return { is: 'there' }
      if (row.copyOf !== null) return this.#copy(row, row.copyOf)
      if (!file) return { is: 'gone' }
      // One that arrived long ago may be gone: its beginning asks, and is the beginning of a new try if so.
      const offset = row.arrivedAt === null ? Math.min(row.sent, row.size - 1) : 0
      const answer = await postPart(this.#deps, row, offset, file.blob)
      if (answer.ok) {
        const { received, attachment } = answer.data
        this.#failures = 0
        idle = received > offset ? 0 : idle + 1
        await db.uploads.update(id, { sent: received, arrivedAt: attachment ? now() : null })
        continue
      }
      return this.#refused(id, answer.error)
    }
    return { is: 'later' }
  }

  /** Nothing of it is here: the server makes it of the one it has. */
  async #copy({ id, size }: UploadRow, fileId: string): Promise<Uploaded> {
    const { db, now } = this.#deps
    const body = { id, fileId }
    const answer = await ask(this.#connection.greetedSocket, 'file:copy', body)
    if (!answer.ok) return this.#refused(id, answer.error)
    this.#failures = 0
    await db.uploads.update(id, { sent: size, arrivedAt: now() })
    return { is: 'there' }
  }

  async #refused(id: string, error: Parameters<typeof refusalOf>[0]): Promise<Uploaded> {
    const refusal = refusalOf(error, this.#connection)
    if (refusal.is === 'refused') {
      await this.#deps.db.uploads.update(id, { failure: refusal.code })
    }
    return refusal
  }

  /** Tries again after a while. If the worker dies before, the alarm starts one that does. */
  #later(): void {
    const delay = retryDelay(this.#failures, this.#deps.random)
    this.#failures += 1
    this.#deps.schedule(delay, () => {
      this.drain().catch((error: unknown) => this.#deps.log('uploading failed', error))
    })
  }
}

function isWaiting({ arrivedAt, failure }: UploadRow): boolean {
  return arrivedAt === null && failure === null
}
