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

/** Templates whose edits are sent in parallel: an import brings many. */
const AT_ONCE = 4

/**
 * Sends edits of templates, in order and one at a time for each template. It keeps nothing essential in memory. A new
 * one continues where a killed one stopped, and the server recognises a repeated edit by its id.
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

  /** Sends everything queued by the signed-in agent. Resolves when nothing more can be sent now. */
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
          // An import leaves thousands of edits. Trying each of them would not help a busy server.
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

  /** `later` delays this edit, whose files are not uploaded yet; `pause` delays all edits. */
  async #send(edit: TemplateEditRow): Promise<EditOutcome | 'later' | 'pause'> {
    const files = edit.content?.attachments.map(({ id }) => id) ?? []
    const uploaded = await this.#uploads.ensure(files)
    if (uploaded.is === 'refused') return uploaded
    if (uploaded.is === 'later') {
      this.#tryAgainIn(0)
      return 'later'
    }
    const socket = this.#connection.liveSocket
    // The edit changed or was undone during the upload. Continue with its present form.
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

  /** Retries after a delay. If the worker dies before, the alarm starts a new one. */
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

/** In the order of writing: ids are UUIDv7, which begin with the time. */
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
