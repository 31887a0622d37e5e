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

/** Milliseconds for which the server certainly keeps a file without a message: half of what it promises. */
const KEPT_MS = 12 * 3_600_000
/** How many parts in a row may fail to make progress before the upload is put off. */
const IDLE_MAX = 3

/** The outcome of an upload: stored on the server, to be retried, or refused. A `gone` file was removed here. */
export type Uploaded = { is: 'there' | 'later' | 'gone' } | { is: 'refused'; code: ErrorCode }

/**
 * Uploads files part by part and stores the progress, so that a new one continues where a killed one stopped. Each
 * file has one upload at a time, whoever asks.
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

  /**
   * Uploads all waiting files, also those of drafts, in the order they were added. Resolves when nothing more can be
   * uploaded now.
   */
  drain(): Promise<void> {
    this.#drain ??= this.#drainAll().finally(() => (this.#drain = null))
    return this.#drain
  }

  /** Makes sure that the server has these files, for a message that is about to name them. */
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
      // The server may have dropped a file that arrived long ago. Sending its first part finds out, and starts the
      // upload again if so.
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

  /** A copy of a file has no bytes here: the server makes it from the one it has. */
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

  /** Retries after a delay. If the worker dies before, the alarm starts a new one. */
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
