import type { BatonDatabase } from '../../db/database.ts'
import { getConnection } from '../../db/queries/get-connection.ts'
import { getAccount } from '../../db/queries/get-account.ts'
import type { UploadRow } from '../../db/rows.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Sync } from '../../sync/sync.ts'

/** Milliseconds. A draft touched within the last ones is being written. */
const COMPOSING_MS = 5 * 60_000
/** Milliseconds that a new version waits at most, however busy everybody is. */
export const AT_LATEST_MS = 4 * 3_600_000

/**
 * Lets a new version of the extension in, which has to be asked for: a background held up by its socket never
 * ends by itself, so that it would wait for days. It waits while somebody writes in an open panel, in whichever field, since
 * panels close with the old version, and while the outbox is being emptied and files go up; not for a line that is down, since
 * what is queued is on the disk. One who dies meanwhile needs nothing: the browser then installs by itself.
 */
export class UpdateGate {
  readonly #sync: Pick<Sync, 'flush' | 'close'>
  readonly #platform: Pick<Platform, 'reload' | 'panelIsOpen' | 'panels'>
  readonly #db: BatonDatabase
  readonly #now: () => number
  #waitingSince: number | null = null
  #looking = false

  constructor(
    sync: Pick<Sync, 'flush' | 'close'>,
    platform: Pick<Platform, 'reload' | 'panelIsOpen' | 'panels'>,
    db: BatonDatabase,
    now: () => number,
  ) {
    this.#sync = sync
    this.#platform = platform
    this.#db = db
    this.#now = now
  }

  /** A new version is there. */
  async available(): Promise<void> {
    this.#waitingSince ??= this.#now()
    await this.look()
  }

  /** Looks whether it may come in now; does nothing while there is none. Call it now and then. */
  async look(): Promise<void> {
    if (this.#waitingSince === null || this.#looking) return
    // A clock that is set back must not make it wait longer.
    this.#waitingSince = Math.min(this.#waitingSince, this.#now())
    this.#looking = true
    try {
      await this.#sync.flush().catch(() => undefined)
      const tooLong = this.#now() - this.#waitingSince >= AT_LATEST_MS
      if (!tooLong && ((await this.#isSending()) || (await this.#isComposing()))) return
      this.#sync.close()
      this.#platform.reload()
    } finally {
      this.#looking = false
    }
  }

  async #isSending(): Promise<boolean> {
    const [{ status }, account] = await Promise.all([getConnection(this.#db), getAccount(this.#db)])
    if (status !== 'live' || !account) return false
    const me = account.agent.id
    const [messages, edits, uploads] = await Promise.all([
      this.#db.outbox.where('account').equals(me).filter(isQueued).count(),
      this.#db.templateEdits.where('account').equals(me).filter(isQueued).count(),
      this.#db.uploads.where('account').equals(me).filter(isGoingUp).count(),
    ])
    return messages + edits + uploads > 0
  }

  async #isComposing(): Promise<boolean> {
    const panels = await this.#platform.panels().catch(() => [])
    if (panels.some(({ writing }) => writing)) return true
    const fresh = this.#now() - COMPOSING_MS
    const drafts = await this.#db.drafts.filter(({ updatedAt }) => updatedAt > fresh).count()
    // A browser that cannot tell is taken to have one open.
    return drafts > 0 && (await this.#platform.panelIsOpen().catch(() => true))
  }
}

function isQueued({ status }: { status: string }): boolean {
  return status === 'queued'
}

function isGoingUp({ arrivedAt, failure }: UploadRow): boolean {
  return arrivedAt === null && failure === null
}
