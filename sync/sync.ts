import type { AgentAnswer, PanelBody, PanelRequest } from '@baton/protocol/agent-answers.ts'
import type { Answer, AskFailure } from '@baton/protocol/errors.ts'
import { ask } from './ask.ts'
import { askForPanel } from './ask-for-panel.ts'
import { AskOlder } from './ask-older.ts'
import type { Dialled } from './attempt.ts'
import { Connection } from './connection.ts'
import type { SyncDeps } from './deps.ts'
import { OutboxDrain } from './drain-outbox.ts'
import { TemplateEdits } from './drain-template-edits.ts'
import { endOwedSessions } from './end-owed-sessions.ts'
import { fetchTemplateUses } from './fetch-template-uses.ts'
import { loadFile } from './load-file.ts'
import { loadHistory } from './load-history.ts'
import { lookAtServer } from './look-at-server.ts'
import { sendReadMarks } from './send-read-marks.ts'
import { Housekeeping } from './housekeeping.ts'
import { signIn, type Credentials, type SignedIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { Uploads } from './upload-files.ts'

/**
 * Connects the local database with the server. One instance holds the one connection; constructing it does nothing
 * yet. Instances may follow each other on the same database, each killed at any instant.
 */
export class Sync {
  readonly #deps: SyncDeps
  readonly #connection: Connection
  readonly #uploads: Uploads
  readonly #outbox: OutboxDrain
  readonly #templates: TemplateEdits
  readonly #housekeeping: Housekeeping
  /** Requests rows that the copy does not hold. */
  readonly older: AskOlder
  #idle = false

  constructor(deps: SyncDeps) {
    this.#deps = deps
    const send = () => {
      this.flush().catch((error: unknown) => deps.log('sending failed', error))
    }
    this.#housekeeping = new Housekeeping(deps, () => this.#connection.liveSocket !== null)
    const counted: SyncDeps = {
      ...deps,
      tellAhead: (messages) => {
        deps.tellAhead(messages)
        this.#housekeeping.came(messages.length)
      },
    }
    this.#connection = new Connection(counted, {
      greeted: send,
      beforeLive: () => this.#outbox.holdOvertaken(),
      live: () => {
        void this.#tellIdle()
        send()
        void this.#housekeeping.look()
        void this.fetchTemplateUses()
      },
    })
    this.older = new AskOlder(deps.db, this.#connection)
    this.#uploads = new Uploads(deps, this.#connection)
    this.#outbox = new OutboxDrain(deps, this.#connection, this.#uploads)
    this.#templates = new TemplateEdits(deps, this.#connection, this.#uploads)
  }

  /** Connects unless connected; may be called at any time. */
  ensureConnected(): Promise<Dialled> {
    return this.#connection.ensure()
  }

  /** There may be something to send, or a panel is open: connects if need be, and sends. */
  async kick(): Promise<void> {
    endOwedSessions(this.#deps).catch((error: unknown) => {
      this.#deps.log('sessions could not be ended', error)
    })
    await this.#connection.ensure()
    void this.#housekeeping.look()
    await this.flush()
  }

  /** Sends everything queued, if there is a connection. */
  async flush(): Promise<void> {
    const socket = this.#connection.greetedSocket
    if (!socket) return
    await Promise.all([
      this.#outbox.drain(),
      sendReadMarks(this.#deps.db, socket),
      this.#uploads.drain(),
      // An edit is compared with the team's template, so the copy has to be current.
      this.#connection.liveSocket && this.#templates.drain(),
    ])
  }

  /** Closes the connection, for a background that is about to end. */
  close(): void {
    this.#connection.close()
  }

  /** The public sign-in of the server at this address, if it is a demo. */
  async demoAt(serverUrl: string): Promise<{ email: string; password: string } | null> {
    const looked = await lookAtServer(this.#deps, serverUrl)
    return (looked.ok && looked.about.demo) || null
  }

  signIn(credentials: Credentials): Promise<SignedIn> {
    return signIn(this.#deps, this.#connection, credentials)
  }

  /**
   * Deletes a local database that can no longer be read, and fills a new one. Unsent work is lost. Returns whether
   * there is a new one.
   */
  async startOver(): Promise<boolean> {
    const { db, log } = this.#deps
    this.#connection.close()
    try {
      await db.delete({ disableAutoOpen: false })
      await db.open()
    } catch (error) {
      log('the local database cannot be made anew', error)
      return false
    }
    void this.kick().catch((error: unknown) => log('connecting failed', error))
    return true
  }

  signOut(): Promise<void> {
    return signOut(this.#deps, this.#connection)
  }

  /** Sends a request for a panel or an alert, in the way that the contract's table says. */
  ask<E extends PanelRequest>(
    event: E,
    body: PanelBody<E>,
  ): Promise<Answer<AgentAnswer<E>, AskFailure>> {
    return askForPanel(this.#connection, event, body)
  }

  loadHistory(body: {
    conversationId: string
    before: number
  }): Promise<Answer<{ more: boolean }, AskFailure>> {
    return loadHistory(this.#deps.db, this.#connection, body)
  }

  /** Fetches a file into the local database, to be shown or saved. */
  loadFile(body: { id: string }): Promise<Answer<object, AskFailure>> {
    return loadFile(this.#deps, body)
  }

  /** Updates the counts of template uses, if there is a connection. */
  async fetchTemplateUses(): Promise<void> {
    const { db, log } = this.#deps
    await fetchTemplateUses(db, this.#connection.liveSocket).catch((error: unknown) => {
      log('how templates are used could not be stored', error)
    })
  }

  /** Whether nobody is at this machine. Sent now, and again on each new connection. */
  async setIdle(idle: boolean): Promise<void> {
    if (idle === this.#idle) return
    this.#idle = idle
    await this.#tellIdle(true)
  }

  async #tellIdle(changed = false): Promise<void> {
    if (!this.#idle && !changed) return
    await ask(this.#connection.liveSocket, 'idle:set', { idle: this.#idle })
  }
}
