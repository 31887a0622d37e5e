import type { Attachment } from '@baton/protocol/attachment.ts'
import { customerCredential } from '@baton/protocol/customer-credential.ts'
import type { CustomerMessage } from '@baton/protocol/customer.ts'
import type { ErrorCode } from '@baton/protocol/errors.ts'
import { TYPING_LASTS_MS } from '@baton/protocol/live.ts'
import { saysSomething } from '@baton/protocol/message.ts'
import { MESSAGE_TEXT_MAX } from '@baton/protocol/primitives.ts'
import type { TellVisit } from '@baton/protocol/visit.ts'
import type { FileServer } from '../connection/file-server.ts'
import type { Link, LinkEvents, OpenLink } from '../connection/link.ts'
import { CatchUp } from './catch-up.ts'
import { ChatFiles } from './chat-files.ts'
import { addMessages, reachedIn, startPerson, type ChatState } from './chat-state.ts'
import type { Words } from '../words/english.ts'
import type { FileShelf } from './file-shelf.ts'
import { Outbox } from './outbox.ts'
import { forgetToken, settleCustomer, type SettleDeps } from './settle-customer.ts'

const RECONNECT_MS = 3_000
/** How long a streamed answer that has ended stays for the stored one to take its place. */
const ENDED_STAYS_MS = 400
const TYPING_EVERY_MS = 3_000

export interface ChatDeps extends Omit<SettleDeps, 'forgotten'> {
  state: ChatState
  openLink: OpenLink
  shelf: FileShelf
  fileServer: FileServer
  words: Words
  newId: () => string
  now: () => number
  later: (ms: number, run: () => void) => void
}

/** One customer's chat: keeps `state` true to the server and sends what the customer writes. */
export class Chat {
  readonly #deps: ChatDeps
  readonly #catchUp: CatchUp
  readonly #files: ChatFiles
  readonly #outbox: Outbox
  readonly #settling: SettleDeps
  #link: Link | null = null
  /** Who this page is, or was until the server refused it. */
  #token: string | null = null
  /** What it shows to be so. */
  #credential: string | null = null
  /** The site's word for who the customer is. */
  #identity: string | null = null
  #visit: TellVisit | null = null
  /** Counts the starts: an older one that is still under way has nothing to say any more. */
  #run = 0
  #seen = 0
  #typedAt = 0
  #typingHeard = 0

  constructor(deps: ChatDeps) {
    this.#deps = deps
    this.#settling = { ...deps, forgotten: () => this.#forgotten() }
    this.#catchUp = new CatchUp(deps.state, () => this.#liveLink())
    this.#files = new ChatFiles({ ...deps, token: () => this.#credential })
    this.#outbox = new Outbox({
      state: deps.state,
      storage: deps.storage,
      later: deps.later,
      link: () => this.#liveLink(),
      signedOut: (code) => this.#refused(code),
      outdated: () => this.#fail('outdated'),
      upload: (file) => this.#files.uploads.ensure(file),
      released: (files) => this.#files.release(files),
    })
  }

  /** Finds out who the customer is, and connects. */
  async start(): Promise<void> {
    const run = (this.#run += 1)
    const settled = await settleCustomer(this.#settling, this.#identity, this.#token)
    // Somebody else was signed in meanwhile.
    if (run !== this.#run) return
    switch (settled.kind) {
      case 'settled':
        this.#token = settled.token
        this.#credential = customerCredential(settled.token, settled.identity)
        this.#link = this.#deps.openLink(this.#credential, this.#events())
        return
      case 'no-team':
        this.#fail('no-team')
        return
      case 'expired':
        this.#fail('identity-expired')
        return
      case 'unreachable':
        this.#deps.state.phase = { status: 'offline' }
        this.#deps.later(RECONNECT_MS, () => {
          if (run === this.#run) void this.start()
        })
    }
  }

  /** The site has signed its customer in, renewed its word for them, or signed them out (null). */
  become(identity: string | null): Promise<void> {
    if (identity === this.#identity) return Promise.resolve()
    this.#identity = identity
    return this.#startAnew()
  }

  /** Where the customer is; told again at each connection. */
  tellVisit(visit: TellVisit): void {
    this.#visit = visit
    this.#liveLink()?.visit(visit)
  }

  /** Sends a text and the files in the box, now or when the line is back. False when it is empty or too long. */
  send(text: string): boolean {
    const attachments = this.#files.inBox()
    if (!saysSomething({ text, attachments }) || text.length > MESSAGE_TEXT_MAX) return false
    this.#files.emptyBox()
    this.#add('message', text, attachments)
    this.#typedAt = 0
    return true
  }

  attach(files: readonly File[]): Promise<void> {
    return this.#files.attach(files)
  }

  detach(id: string): void {
    this.#files.detach(id)
  }

  /** A file's bytes, to be shown or saved; null when they cannot be had now. */
  file(id: string): Promise<Blob | null> {
    return this.#files.bytes(id)
  }

  askHuman(): void {
    const asked = this.#deps.state.pending.find(({ kind }) => kind === 'human')
    if (asked && asked.status !== 'failed') return
    if (asked) this.#outbox.discard(asked.id)
    this.#add('human', '')
  }

  retry(id: string): void {
    this.#outbox.retry(id)
  }

  discard(id: string): void {
    this.#outbox.discard(id)
  }

  loadOlder(): Promise<void> {
    return this.#catchUp.loadOlder()
  }

  /** The newest message is on the screen, before somebody's eyes. */
  seen(): void {
    const seq = reachedIn(this.#deps.state)
    if (seq <= this.#seen || !this.#liveLink()) return
    this.#seen = seq
    void this.#liveLink()?.seen({ seq })
  }

  typing(typing: boolean): void {
    const now = this.#deps.now()
    if (typing ? now - this.#typedAt < TYPING_EVERY_MS : this.#typedAt === 0) return
    this.#typedAt = typing ? now : 0
    this.#liveLink()?.typing({ typing })
  }

  #add(kind: 'message' | 'human', text: string, attachments: Attachment[] = []): void {
    const { newId, now } = this.#deps
    const id = newId()
    this.#outbox.add({ id, kind, text, attachments, at: now(), status: 'queued', failure: null })
  }

  #liveLink(): Link | null {
    return this.#deps.state.phase.status === 'live' ? this.#link : null
  }

  #events(): LinkEvents {
    const { state } = this.#deps
    return {
      hello: ({ team, view, lastSeq, attachments }) => {
        state.limits = attachments
        state.teamName = team.name
        state.view = view
        state.phase = { status: 'live' }
        if (this.#visit) this.#link?.visit(this.#visit)
        state.reply = null
        this.#seen = 0
        // First look what arrived before the line was cut: less to send again.
        void this.#catchUp.run(lastSeq).then(() => {
          this.#outbox.adopt()
          void this.#files.resume()
          return this.#outbox.drain()
        })
      },
      added: (message) => this.#added(message),
      view: (view) => {
        state.view = view
        // What the AI agent had begun to say is not said any more.
        if (view.state === 'human') state.reply = null
      },
      streaming: (reply) => {
        const stored = state.messages.some(({ id }) => id === reply.messageId)
        if (!stored && state.view?.state !== 'human') state.reply = reply
      },
      ended: ({ messageId }) => {
        this.#deps.later(ENDED_STAYS_MS, () => {
          if (state.reply?.messageId === messageId) state.reply = null
        })
      },
      typing: (who) => this.#heardTyping(who),
      down: () => {
        if (state.phase.status === 'failed') return
        state.phase = { status: 'offline' }
        state.typing = null
        state.reply = null
      },
      refused: (code) => this.#refused(code),
    }
  }

  #added(message: CustomerMessage): void {
    const { state } = this.#deps
    if (message.author.kind === 'agent') state.typing = null
    if (message.seq <= reachedIn(state)) return
    if (message.previousSeq === reachedIn(state)) {
      this.#files.release(message.attachments)
      addMessages(state, [message])
    } else void this.#catchUp.run(message.seq)
  }

  #heardTyping({ name, typing }: { name: string; typing: boolean }): void {
    this.#deps.state.typing = typing ? name : null
    const heard = ++this.#typingHeard
    this.#deps.later(TYPING_LASTS_MS, () => {
      if (this.#typingHeard === heard) this.#deps.state.typing = null
    })
  }

  #refused(code: ErrorCode | null): void {
    if (code === 'signed-out' || code === 'not-found') this.#forget()
    else if (code === 'protocol-mismatch') this.#fail('outdated')
    else if (code === 'identity-expired') this.#fail('identity-expired')
    else this.#deps.later(RECONNECT_MS, () => this.#link?.connect())
  }

  /** Becomes a new customer; what was not sent yet is theirs, unless it was a signed-in one's. */
  #forget(): void {
    // Another tab may have started anew already: then this one follows it.
    if (this.#deps.storage.token() === this.#token) forgetToken(this.#settling)
    void this.#startAnew()
  }

  /** A signed-in customer has gone, with the files that were to go with their words. */
  #forgotten(): void {
    const { state } = this.#deps
    this.#files.release([
      ...state.draftFiles,
      ...state.pending.flatMap((entry) => entry.attachments),
    ])
    startPerson(state)
  }

  #startAnew(): Promise<void> {
    const { state } = this.#deps
    this.#link?.close()
    this.#link = null
    Object.assign(state, { messages: [], view: null, reply: null, older: 'none' })
    // Acknowledged: it comes back with the history, or is gone with the server that has forgotten it.
    state.pending = state.pending.filter(({ status }) => status !== 'sent')
    this.#seen = 0
    this.#files.uploads.reset()
    state.phase = { status: 'connecting' }
    this.#catchUp.reset()
    return this.start()
  }

  #fail(reason: 'no-team' | 'outdated' | 'identity-expired'): void {
    this.#deps.state.phase = { status: 'failed', reason }
    this.#link?.close()
  }
}
