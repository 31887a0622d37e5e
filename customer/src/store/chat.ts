import type { Attachment } from '@baton/protocol/attachment.ts'
import type { CustomerMessage } from '@baton/protocol/customer.ts'
import type { ErrorCode } from '@baton/protocol/errors.ts'
import { TYPING_LASTS_MS } from '@baton/protocol/live.ts'
import { saysSomething } from '@baton/protocol/message.ts'
import { MESSAGE_TEXT_MAX } from '@baton/protocol/primitives.ts'
import type { CreateCustomer } from '../connection/create-customer.ts'
import type { FileServer } from '../connection/file-server.ts'
import type { Link, LinkEvents, OpenLink } from '../connection/link.ts'
import { CatchUp } from './catch-up.ts'
import { ChatFiles } from './chat-files.ts'
import { addMessages, reachedIn, type ChatState } from './chat-state.ts'
import type { ChatStorage } from './chat-storage.ts'
import type { ClaimToken } from './claim-token.ts'
import type { FileShelf } from './file-shelf.ts'
import { Outbox } from './outbox.ts'

const RECONNECT_MS = 3_000
/** How long a streamed answer that has ended stays for the stored one to take its place. */
const ENDED_STAYS_MS = 400
const TYPING_EVERY_MS = 3_000

export interface ChatDeps {
  team: string
  state: ChatState
  storage: ChatStorage
  openLink: OpenLink
  createCustomer: CreateCustomer
  claimToken: ClaimToken
  shelf: FileShelf
  fileServer: FileServer
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
  #link: Link | null = null
  /** Who this page is, or was until the server refused it. */
  #token: string | null = null
  #seen = 0
  #typedAt = 0
  #typingHeard = 0

  constructor(deps: ChatDeps) {
    this.#deps = deps
    this.#catchUp = new CatchUp(deps.state, () => this.#liveLink())
    this.#files = new ChatFiles({ ...deps, token: () => this.#token })
    this.#outbox = new Outbox({
      state: deps.state,
      storage: deps.storage,
      later: deps.later,
      link: () => this.#liveLink(),
      signedOut: () => this.#forget(),
      outdated: () => this.#fail('outdated'),
      upload: (file) => this.#files.uploads.ensure(file),
      released: (files) => this.#files.release(files),
    })
  }

  /** Connects; makes the customer when there is none. */
  async start(): Promise<void> {
    const token = this.#deps.storage.token()
    if (token !== null) {
      this.#open(token)
      return
    }
    const result = await this.#deps.createCustomer(this.#deps.team)
    switch (result.kind) {
      case 'created': {
        // Two tabs of one browser are one customer, however close together they were opened.
        const token = await this.#deps.claimToken(result.token, this.#token)
        this.#deps.storage.setToken(token)
        this.#open(token)
        return
      }
      case 'no-team':
        this.#fail('no-team')
        return
      case 'unreachable':
        this.#deps.state.phase = { status: 'offline' }
        this.#deps.later(RECONNECT_MS, () => void this.start())
    }
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

  #open(token: string): void {
    this.#token = token
    this.#link = this.#deps.openLink(token, this.#events())
  }

  #events(): LinkEvents {
    const { state } = this.#deps
    return {
      hello: ({ team, view, lastSeq, attachments }) => {
        state.limits = attachments
        state.teamName = team.name
        state.view = view
        state.phase = { status: 'live' }
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
    else this.#deps.later(RECONNECT_MS, () => this.#link?.connect())
  }

  /** Becomes a new customer; what was not sent yet is theirs. */
  #forget(): void {
    const { state, storage } = this.#deps
    this.#link?.close()
    this.#link = null
    // Another tab may have started anew already: then this one follows it.
    if (storage.token() === this.#token) storage.setToken(null)
    Object.assign(state, { messages: [], view: null, reply: null, older: 'none' })
    // Acknowledged by a server that has forgotten it: it is gone with the rest of the history.
    state.pending = state.pending.filter(({ status }) => status !== 'sent')
    this.#seen = 0
    this.#files.uploads.reset()
    state.phase = { status: 'connecting' }
    this.#catchUp.reset()
    void this.start()
  }

  #fail(reason: 'no-team' | 'outdated'): void {
    this.#deps.state.phase = { status: 'failed', reason }
    this.#link?.close()
  }
}
