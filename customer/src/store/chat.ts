import type { Attachment } from '@baton/protocol/attachment.ts'
import { customerCredential } from '@baton/protocol/customer-credential.ts'
import type { CustomerMessage } from '@baton/protocol/customer.ts'
import type { ErrorCode } from '@baton/protocol/errors.ts'
import { saysSomething } from '@baton/protocol/message.ts'
import { MESSAGE_TEXT_MAX } from '@baton/protocol/primitives.ts'
import type { TellVisit } from '@baton/protocol/visit.ts'
import type { Link, LinkEvents } from '../connection/link.ts'
import { CatchUp, isSame } from './catch-up.ts'
import type { ChatDeps } from './chat-deps.ts'
import { ChatFiles } from './chat-files.ts'
import { addMessages, clearChat, reachedIn, startPerson, type FailedReason } from './chat-state.ts'
import {
  endReply,
  forgetRefusal,
  goLive,
  goOffline,
  refuseIdentity,
  showReply,
  showView,
} from './told-state.ts'
import { HumanRequest } from './human-request.ts'
import { Outbox } from './outbox.ts'
import { Seen } from './seen.ts'
import { forgetToken, settleCustomer, tokenOf, type SettleDeps } from './settle-customer.ts'
import { Typing } from './typing.ts'

const RECONNECT_MS = 3_000
/** How long a streamed answer that has ended stays for the stored one to take its place. */
const ENDED_STAYS_MS = 400

/** One customer's chat: keeps `state` true to the server and sends what the customer writes. */
export class Chat {
  readonly seen: Seen
  readonly outbox: Outbox
  readonly files: ChatFiles
  readonly human: HumanRequest
  readonly #deps: ChatDeps
  readonly #catchUp: CatchUp
  readonly #typing: Typing
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
  /** The server has refused this customer, and not greeted them since. */
  #isRefused = false

  constructor(deps: ChatDeps) {
    this.#deps = deps
    this.#settling = {
      ...deps,
      forgotten: () => this.#forgotten(),
      changedHands: () => this.#changedHands(),
      identityRefused: (why) => refuseIdentity(deps.state, why),
    }
    this.#catchUp = new CatchUp(
      deps.state,
      () => this.#liveLink(),
      () => this.#restored(),
    )
    this.#typing = new Typing(deps)
    this.files = new ChatFiles({ ...deps, token: () => this.#credential })
    this.seen = new Seen({ ...deps, link: () => this.#liveLink() })
    this.outbox = new Outbox({
      state: deps.state,
      storage: deps.storage,
      later: deps.later,
      link: () => this.#liveLink(),
      signedOut: (code) => this.#refused(code),
      outdated: () => this.#fail('outdated'),
      stored: (seq) => {
        // What is stored where something else is shown, is not going to be told of.
        if (seq <= reachedIn(deps.state)) void this.#catchUp.run()
      },
      upload: (file) => this.files.uploads.ensure(file),
      released: (files) => this.files.release(files),
    })
    this.human = new HumanRequest({
      ...deps,
      link: () => this.#liveLink(),
      add: () => this.#add('human', ''),
      discard: (id) => this.outbox.discard(id),
    })
  }

  /** Finds out who the customer is, and connects. */
  async start(isSamePerson = false): Promise<void> {
    const run = (this.#run += 1)
    const sitting = { identity: this.#identity, refused: this.#token, isSamePerson }
    const settled = await settleCustomer(this.#settling, sitting)
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
        this.#deps.later(this.#pause(), () => {
          if (run === this.#run) void this.start(isSamePerson)
        })
    }
  }

  /** What the site has to sign for the words of this browser to go with its customer; null when it cannot be had. */
  async nonce(): Promise<string | null> {
    const token = await tokenOf(this.#settling)
    return token === null ? null : this.#deps.fetchNonce(token)
  }

  /** The site has signed its customer in, renewed its word for them, or signed them out (null). */
  become(identity: string | null): Promise<void> {
    if (identity === this.#identity) return Promise.resolve()
    this.#identity = identity
    forgetRefusal(this.#deps.state)
    return this.#startAnew()
  }

  /** Where the customer is; told again at each connection. */
  tellVisit(visit: TellVisit): void {
    this.#visit = visit
    void this.#liveLink()?.ask('visit:tell', visit)
  }

  /** Sends a text and the files in the box, now or when the line is back. False when it is empty or too long. */
  send(text: string): boolean {
    const attachments = this.files.inBox()
    if (!saysSomething({ text, attachments }) || text.length > MESSAGE_TEXT_MAX) return false
    this.files.emptyBox()
    this.#add('message', text, attachments)
    this.#typing.sent()
    return true
  }

  /** The customer has read what was told of the chat. */
  noticed(): void {
    this.#deps.state.notice = null
  }

  loadOlder(): Promise<void> {
    return this.#catchUp.loadOlder()
  }

  /** What the storage has came only now, before anything was asked of the server. */
  broughtBack(): void {
    this.#changedHands()
  }

  typing(typing: boolean): void {
    this.#typing.tell(typing, this.#liveLink())
  }

  #add(kind: 'message' | 'human', text: string, attachments: Attachment[] = []): void {
    const { newId, now } = this.#deps
    const id = newId()
    this.outbox.add({ id, kind, text, attachments, at: now(), status: 'queued', failure: null })
  }

  #liveLink(): Link | null {
    return this.#deps.state.phase.status === 'live' ? this.#link : null
  }

  #events(): LinkEvents {
    const { state } = this.#deps
    return {
      hello: (hello) => {
        const { lastSeq: seq, newest } = hello
        this.#isRefused = false
        this.seen.tellAgain()
        goLive(state, hello)
        this.#deps.storage.lowerMarks(seq)
        if (this.#visit) void this.#link?.ask('visit:tell', this.#visit)
        // First look what arrived before the line was cut: less to send again.
        void this.#catchUp.toNewest(newest && { ...newest, seq }).then(() => {
          this.outbox.adopt()
          void this.files.resume()
          return this.outbox.drain()
        })
      },
      added: (message) => this.#added(message),
      view: (view) => showView(state, view),
      people: ({ there }) => {
        state.there = there
      },
      streaming: (reply) => showReply(state, reply),
      ended: ({ messageId }) => this.#deps.later(ENDED_STAYS_MS, () => endReply(state, messageId)),
      typing: (who) => this.#typing.heard(who),
      down: () => goOffline(state),
      refused: (code) => this.#refused(code),
    }
  }

  #added(message: CustomerMessage): void {
    const { state } = this.#deps
    if (message.author.kind === 'agent') state.typing = null
    // Told twice.
    if (state.messages.some((known) => isSame(known, message))) return
    if (message.seq > reachedIn(state) && message.previousSeq === reachedIn(state)) {
      this.files.release(message.attachments)
      addMessages(state, [message])
    } else void this.#catchUp.run()
  }

  /** The server went back to an earlier state: what is shown is what it has. */
  #restored(): void {
    this.#deps.state.notice = 'restored'
    this.seen.tellAgain()
    this.outbox.sendAgain()
    void this.outbox.drain()
  }

  #refused(code: ErrorCode | null): void {
    if (code === 'signed-out' || code === 'not-found') this.#forget()
    else if (code === 'protocol-mismatch') this.#fail('outdated')
    else if (code === 'identity-expired') this.#fail('identity-expired')
    else this.#deps.later(this.#pause(), () => this.#link?.connect())
  }

  /** Not at the same moment as everybody else's. */
  #pause(): number {
    return RECONNECT_MS * (0.5 + this.#deps.random())
  }

  /**
   * The server does not take this customer any more. A guest becomes a new one, with what was not sent yet. For whom
   * the site has signed in, its word is asked first: they are the same person still.
   */
  #forget(): void {
    const { storage, state, later } = this.#deps
    const isFirst = !this.#isRefused
    this.#isRefused = true
    if (this.#identity === null && storage.isIdentified()) {
      // What the storage has is that person's now, not this tab's to forget.
      this.#fail('signed-in-elsewhere')
      return
    }
    if (this.#identity === null) {
      const hadWords = state.messages.length > 0 || storage.hasWritten()
      // Another tab may have started anew already: then this one follows it.
      if (storage.token() === this.#token) forgetToken(this.#settling)
      if (hadWords) state.notice = 'begun-anew'
    }
    if (isFirst) void this.#startAnew(this.#identity !== null)
    else later(this.#pause(), () => void this.#startAnew(this.#identity !== null))
  }

  /** Somebody else sits here: what the storage has is theirs. */
  #changedHands(): void {
    startPerson(this.#deps.state)
    this.seen.read()
    this.outbox.reload()
    this.files.reload()
  }

  /** A signed-in customer has gone, with the files that were to go with their words. */
  #forgotten(): void {
    const { state } = this.#deps
    this.files.release([
      ...state.draftFiles,
      ...state.pending.flatMap((entry) => entry.attachments),
    ])
    startPerson(state)
  }

  #startAnew(isSamePerson = false): Promise<void> {
    const { state } = this.#deps
    this.#link?.close()
    this.#link = null
    clearChat(state)
    this.seen.tellAgain()
    this.files.uploads.reset()
    state.phase = { status: 'connecting' }
    this.#catchUp.reset()
    return this.start(isSamePerson)
  }

  #fail(reason: FailedReason): void {
    this.#deps.state.phase = { status: 'failed', reason }
    this.#link?.close()
  }
}
