import * as v from 'valibot'
import type { SetPresence } from '@baton/protocol/agent.ts'
import {
  editedCustomer,
  type EditCustomer,
  type EditedCustomer,
} from '@baton/protocol/customer-details.ts'
import type { SetTyping, SetViewing } from '@baton/protocol/live.ts'
import type {
  Accept,
  Decline,
  HandOver,
  Moved,
  Nudge,
  Resolve,
  TakeOver,
  Transfer,
  Undo,
} from '@baton/protocol/ownership.ts'
import { tagged, type TagConversation, type Tagged } from '@baton/protocol/tags.ts'
import type { ChangeTeam } from '@baton/protocol/team-settings.ts'
import {
  templateVersions,
  type TemplateHistory,
  type TemplateVersions,
} from '@baton/protocol/template.ts'
import { askOnce, notDialled, type Asked } from './ask-once.ts'
import { ask } from './ask.ts'
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
import { handOver, moveConversation } from './move-conversation.ts'
import { sendReadMarks } from './send-read-marks.ts'
import { Housekeeping } from './housekeeping.ts'
import { signIn, type Credentials, type SignedIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { Uploads } from './upload-files.ts'

/**
 * Everything between the local database and the server. One instance holds the one connection; making it
 * does nothing yet. Any number of them may follow each other on the same database, each killed at any instant.
 */
export class Sync {
  readonly #deps: SyncDeps
  readonly #connection: Connection
  readonly #uploads: Uploads
  readonly #outbox: OutboxDrain
  readonly #templates: TemplateEdits
  readonly #housekeeping: Housekeeping
  /** Asks for what the copy does not hold. */
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

  /** Connects unless connected; safe to call as often as one likes. */
  ensureConnected(): Promise<Dialled> {
    return this.#connection.ensure()
  }

  /** Something is to be sent, or somebody is looking: connect if need be, and send. */
  async kick(): Promise<void> {
    endOwedSessions(this.#deps).catch((error: unknown) => {
      this.#deps.log('sessions could not be ended', error)
    })
    await this.#connection.ensure()
    void this.#housekeeping.look()
    await this.flush()
  }

  /** Sends what is waiting, if there is a connection to send it by. */
  async flush(): Promise<void> {
    const socket = this.#connection.greetedSocket
    if (!socket) return
    await Promise.all([
      this.#outbox.drain(),
      sendReadMarks(this.#deps.db, socket),
      this.#uploads.drain(),
      // An edit is compared with what the team has: that has to be here first.
      this.#connection.liveSocket && this.#templates.drain(),
    ])
  }

  /** Hangs up, for a background that is about to end. */
  close(): void {
    this.#connection.close()
  }

  /** The sign-in that the server at this address gives to anybody, if it is a demo. */
  async demoAt(serverUrl: string): Promise<{ email: string; password: string } | null> {
    const looked = await lookAtServer(this.#deps, serverUrl)
    return (looked.ok && looked.about.demo) || null
  }

  signIn(credentials: Credentials): Promise<SignedIn> {
    return signIn(this.#deps, this.#connection, credentials)
  }

  /**
   * Throws the local database away and fills a new one, for one that cannot be read any more: with it goes what was not sent.
   * Tells whether there is a new one.
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

  takeOver(body: Omit<TakeOver, 'id'>): Promise<Asked<Moved>> {
    return moveConversation(this.#connection, 'conversation:take-over', (id) => ({ ...body, id }))
  }

  handOver(body: Omit<HandOver, 'id'>): Promise<Asked<Moved>> {
    return handOver(this.#connection, body)
  }

  transfer(body: Omit<Transfer, 'id'>): Promise<Asked<Moved>> {
    return moveConversation(this.#connection, 'conversation:transfer', (id) => ({ ...body, id }))
  }

  resolve(body: Omit<Resolve, 'id'>): Promise<Asked<Moved>> {
    return moveConversation(this.#connection, 'conversation:resolve', (id) => ({ ...body, id }))
  }

  undo(body: Omit<Undo, 'id'>): Promise<Asked<Moved>> {
    return moveConversation(this.#connection, 'conversation:undo', (id) => ({ ...body, id }))
  }

  nudge(body: Omit<Nudge, 'id'>): Promise<Asked<Moved>> {
    return moveConversation(this.#connection, 'conversation:nudge', (id) => ({ ...body, id }))
  }

  accept(body: Accept): Promise<Asked<Moved>> {
    return moveConversation(this.#connection, 'conversation:accept', () => body)
  }

  decline(body: Omit<Decline, 'id'>): Promise<Asked<Moved>> {
    return moveConversation(this.#connection, 'conversation:decline', (id) => ({ ...body, id }))
  }

  loadHistory(body: { conversationId: string; before: number }): Promise<Asked<{ more: boolean }>> {
    return loadHistory(this.#deps.db, this.#connection, body)
  }

  /** Fetches a file into the local database, to be shown or saved. */
  loadFile(body: { id: string }): Promise<Asked<object>> {
    return loadFile(this.#deps, body)
  }

  /** Brings the figures of how templates are used up to date, if there is a connection. */
  async fetchTemplateUses(): Promise<void> {
    const { db, log } = this.#deps
    await fetchTemplateUses(db, this.#connection.liveSocket).catch((error: unknown) => {
      log('how templates are used could not be stored', error)
    })
  }

  /** The versions of a template, newest first. */
  templateHistory(body: TemplateHistory): Promise<Asked<TemplateVersions>> {
    return ask(this.#connection.liveSocket, 'template:history', body, templateVersions)
  }

  async setPresence(body: SetPresence): Promise<Asked<object>> {
    const dialled = await this.#connection.ensure()
    if (!dialled.ok) return notDialled(dialled.code)
    return ask(dialled.socket, 'presence:set', body, v.looseObject({}))
  }

  /** For admins: changes what is given of the team's settings. */
  async changeTeam(body: ChangeTeam): Promise<Asked<object>> {
    const dialled = await this.#connection.ensure()
    if (!dialled.ok) return notDialled(dialled.code)
    return ask(dialled.socket, 'team:change', body, v.looseObject({}))
  }

  /** Nobody is at this machine, or somebody is again: told now, and to each connection that comes. */
  async setIdle(idle: boolean): Promise<void> {
    if (idle === this.#idle) return
    this.#idle = idle
    await this.#tellIdle(true)
  }

  async #tellIdle(changed = false): Promise<void> {
    if (!this.#idle && !changed) return
    await ask(this.#connection.liveSocket, 'idle:set', { idle: this.#idle }, v.unknown())
  }

  tagConversation(body: Omit<TagConversation, 'id'>): Promise<Asked<Tagged>> {
    const withId = (id: string) => ({ ...body, id })
    return askOnce(this.#connection, 'conversation:tag', withId, tagged)
  }

  editCustomer(body: Omit<EditCustomer, 'id'>): Promise<Asked<EditedCustomer>> {
    const withId = (id: string) => ({ ...body, id })
    return askOnce(this.#connection, 'customer:edit', withId, editedCustomer)
  }

  /** Tells that the agent types, if that is possible at once; late it would be untrue. */
  async setTyping(body: SetTyping): Promise<void> {
    await ask(this.#connection.liveSocket, 'typing:set', body, v.unknown())
  }
  /** Tells that the agent looks at a conversation, or no longer does; as passing as typing. */
  async setViewing(body: SetViewing): Promise<void> {
    await ask(this.#connection.liveSocket, 'viewing:set', body, v.unknown())
  }
}
