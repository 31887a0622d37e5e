import type { Answer, AskFailure } from '@baton/protocol/errors.ts'
import type { BatonDatabase } from '../db/database.ts'
import type { TemplateEditRow } from '../db/rows.ts'
import { getAccount } from '../db/queries/get-account.ts'
import type { AgentSocket } from './agent-socket.ts'
import { ask } from './ask.ts'
import type { Connection } from './connection.ts'
import type { SyncDeps } from './deps.ts'
import { refusalOf } from './refusal-of.ts'
import { retryDelay } from './retry-delay.ts'
import { settleEdit, tryEdit, type EditOutcome } from './settle-edit.ts'
import type { Uploads } from './upload-files.ts'

/** Templates whose changes are on their way at once: many come with an import. */
const AT_ONCE = 4

/**
 * Sends changes of templates, those of one template in order and one at a time. Nothing it remembers matters: a new
 * one on the same database goes on where the last one was killed, and the server knows a repeated change by its id.
 */
export class TemplateEdits {
  readonly #deps: SyncDeps
  readonly #connection: Pick<Connection, 'liveSocket' | 'refused'>
  readonly #uploads: Pick<Uploads, 'ensure'>
  #running: Promise<void> | null = null
  #again = false
  #failures = 0

  constructor(
    deps: SyncDeps,
    connection: Pick<Connection, 'liveSocket' | 'refused'>,
    uploads: Pick<Uploads, 'ensure'>,
  ) {
    this.#deps = deps
    this.#connection = connection
    this.#uploads = uploads
  }

  /** Sends all that is queued by the agent who is signed in. Resolves when nothing more can be sent now. */
  drain(): Promise<void> {
    this.#again = true
    this.#running ??= this.#drainAll().finally(() => (this.#running = null))
    return this.#running
  }

  async #drainAll(): Promise<void> {
    while (this.#again) {
      this.#again = false
      const account = await getAccount(this.#deps.db)
      if (!account || !this.#connection.liveSocket) return
      const queued = await queuedBy(this.#deps.db, account.agent.id)
      const templates = new Set(queued.map(({ templateId }) => templateId)).values()
      let paused = false
      const work = async () => {
        for (const id of templates) {
          if (paused) return
          // After an import thousands wait: asking for each of them would not help a server that is busy.
          if ((await this.#drainTemplate(account.agent.id, id)) === 'pause') paused = true
        }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, work))
    }
  }

  async #drainTemplate(me: string, templateId: string): Promise<'done' | 'pause'> {
    const { db } = this.#deps
    for (;;) {
      const edit = await firstQueued(db, me, templateId)
      if (!edit) return 'done'
      if (!this.#connection.liveSocket) return 'pause'
      const outcome = await this.#send(edit)
      if (outcome === 'later') return 'done'
      if (outcome === 'pause') return 'pause'
      await settleEdit(db, edit, outcome)
    }
  }

  /** `later` is this one, whose files are not there yet; `pause` is all of them. */
  async #send(edit: TemplateEditRow): Promise<EditOutcome | 'later' | 'pause'> {
    const files = edit.content?.attachments.map(({ id }) => id) ?? []
    const uploaded = await this.#uploads.ensure(files)
    if (uploaded.is === 'refused') return uploaded
    if (uploaded.is === 'later') {
      this.#tryAgainIn(0)
      return 'later'
    }
    const socket = this.#connection.liveSocket
    // Changed or taken back while its files went out: what it is now comes next.
    if (!socket || !(await tryEdit(this.#deps.db, edit))) return { is: 'gone' }
    const answer = await askFor(socket, edit)
    if (answer.ok) {
      this.#failures = 0
      return { is: 'stored' }
    }
    const refusal = refusalOf(answer.error, this.#connection)
    return refusal.is === 'later' ? this.#pause(refusal.afterMs) : refusal
  }

  #pause(atLeastMs: number): 'pause' {
    this.#tryAgainIn(atLeastMs)
    return 'pause'
  }

  /** Tries again after a while. If the worker dies before, the alarm starts one that does. */
  #tryAgainIn(atLeastMs: number): void {
    const delay = Math.max(atLeastMs, retryDelay(this.#failures, this.#deps.random))
    this.#failures += 1
    this.#deps.schedule(delay, () => {
      this.drain().catch((error: unknown) => this.#deps.log('sending templates failed', error))
    })
  }
}

function askFor(socket: AgentSocket, edit: TemplateEditRow): Promise<Answer<unknown, AskFailure>> {
  const { id, templateId, baseVersion, personal, content } = edit
  const body = { id, templateId, baseVersion }
  if (!content) return ask(socket, 'template:delete', body)
  const written = { ...content, attachments: content.attachments.map((file) => file.id) }
  return ask(socket, 'template:save', { ...body, personal, content: written })
}

/** In the order of writing: an id is a UUIDv7, which begins with the time. */
async function queuedBy(db: BatonDatabase, account: string): Promise<TemplateEditRow[]> {
  return db.templateEdits
    .where('account')
    .equals(account)
    .filter(({ status }) => status === 'queued')
    .sortBy('id')
}

async function firstQueued(
  db: BatonDatabase,
  account: string,
  templateId: string,
): Promise<TemplateEditRow | undefined> {
  const edits = await db.templateEdits.where('templateId').equals(templateId).sortBy('id')
  return edits.find((edit) => edit.account === account && edit.status === 'queued')
}
