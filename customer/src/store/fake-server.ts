import type { CustomerAnswer } from '@baton/protocol/customer-answers.ts'
import type { CustomerBody, CustomerRequest } from '@baton/protocol/customer-requests.ts'
import type { CustomerMessage } from '@baton/protocol/customer.ts'
import type { Failure } from '@baton/protocol/errors.ts'
import type { Link, LinkEvents, OpenLink } from '../connection/link.ts'
import type { CreateCustomer } from '../connection/create-customer.ts'
import type { IdentifyCustomer } from '../connection/identify-customer.ts'
import { Chat } from './chat.ts'
import { newChatState } from './chat-state.ts'
import { chatStorage } from './chat-storage.ts'
import { english } from '../words/english.ts'
import { FakeFileServer, fakeShelf } from './fake-files.ts'
import { memoryStorage } from './memory-storage.ts'

type Served = { [E in CustomerRequest]: (body: CustomerBody<E>) => CustomerAnswer<E> }

/** A server and a browser for tests, in one: time moves only when told to. */
export class FakeWorld {
  readonly stored: CustomerMessage[] = []
  readonly asked: string[] = []
  readonly takenBack: string[] = []
  readonly seen: number[] = []
  readonly storage = memoryStorage()
  readonly fileServer = new FakeFileServer()
  /** What stays in the browser over a reload. */
  readonly shelf = fakeShelf()
  /** Whether the site's words are made for the browser that shows them. */
  carries = true
  isUp = true
  /** Takes the next requests' answers away, after the server has done them. */
  losesAnswers = false
  refusal: Failure | null = null
  /** The line of the page opened last. */
  events: LinkEvents | null = null
  /** Whom the site has signed in, by token. */
  readonly subjects = new Map<string, string>()
  readonly visits: CustomerBody<'visit:tell'>[] = []
  /** Who each line was opened as. */
  readonly tokens: string[] = []
  readonly #lines = new Set<LinkEvents>()
  #claimed: string | null = null
  #tokens = 0
  readonly #made = new Set<string>()
  #timers: { at: number; run: () => void }[] = []
  #now = 1_000
  #ids = 0

  /** Opens the chat: in the one tab there is, whose page goes away, or in a tab beside it. */
  openPage(where: 'again' | 'beside' = 'again'): {
    chat: Chat
    state: ReturnType<typeof newChatState>
  } {
    if (where === 'again') this.#lines.clear()
    const state = newChatState()
    const chat = new Chat({
      team: 'demo',
      state,
      storage: chatStorage(this.storage, 'demo'),
      openLink: this.#openLink,
      createCustomer: this.#createCustomer,
      newToken: () => `token ${(this.#tokens += 1)}`,
      fetchNonce: (token) => Promise.resolve(`nonce of ${token}`),
      random: () => 0.5,
      identifyCustomer: this.#identifyCustomer,
      claimToken: (mine, refused) => {
        if (this.#claimed === refused) this.#claimed = null
        this.#claimed ??= mine
        return Promise.resolve(this.#claimed)
      },
      shelf: this.shelf,
      fileServer: this.fileServer,
      words: english,
      newId: () => this.newId(),
      now: () => this.#now,
      later: (ms, run) => void this.#timers.push({ at: this.#now + ms, run }),
    })
    return { chat, state }
  }

  newId(): string {
    this.#ids += 1
    return `0190b5b0-0000-7000-8000-${String(this.#ids).padStart(12, '0')}`
  }

  /** Something somebody else says. */
  say(kind: 'ai' | 'agent' | 'taken-over', text: string, id = this.newId()): CustomerMessage {
    if (kind === 'ai') return this.#store(id, { kind: 'ai' }, text)
    if (kind === 'agent') return this.#store(id, { kind: 'agent', name: 'Rina' }, text)
    return this.#store(id, { kind: 'system', event: 'taken-over' }, text)
  }

  /** Tells every page of a message. */
  tell(message: CustomerMessage): void {
    for (const line of this.#lines) line.added(message)
  }

  hello(): void {
    for (const line of this.#lines) this.#greet(line)
  }

  cut(): void {
    this.isUp = false
    for (const line of this.#lines) line.down()
  }

  /** Loses everything, as a server on a new database has, and knows nobody any more. */
  forgetAll(): void {
    this.stored.length = 0
    for (const line of [...this.#lines]) line.refused('signed-out')
  }

  async comeBack(): Promise<void> {
    this.isUp = true
    this.losesAnswers = false
    this.hello()
    await settle()
  }

  async pass(ms: number): Promise<void> {
    this.#now += ms
    const due = this.#timers.filter(({ at }) => at <= this.#now)
    this.#timers = this.#timers.filter(({ at }) => at > this.#now)
    for (const { run } of due) run()
    await settle()
  }

  #store(id: string, author: CustomerMessage['author'], text: string): CustomerMessage {
    const previousSeq = this.stored.at(-1)?.seq ?? 0
    // Notes take sequences too, so the customer's are not one after another.
    const message = {
      id,
      seq: previousSeq + 2,
      previousSeq,
      author,
      text,
      attachments: [],
      at: this.#now,
    }
    this.stored.push(message)
    return message
  }

  /** A word is a subject; one that begins with "late " has passed its time. */
  #identifyCustomer: IdentifyCustomer = (token, identity) => {
    if (!this.isUp) return Promise.resolve('unreachable')
    if (identity === 'forged') return Promise.resolve({ refused: 'signature' })
    if (identity.startsWith('late ')) return Promise.resolve('expired')
    const known = this.subjects.get(token)
    if (known !== undefined && known !== identity) return Promise.resolve('another')
    // Whatever is stored before anybody signs in was written by the first customer there was.
    const hasWritten = this.stored.length > 0 && token === [...this.#made].at(0)
    if (known === undefined && !this.carries && hasWritten) return Promise.resolve('another')
    this.subjects.set(token, identity)
    return Promise.resolve(this.carries || known !== undefined ? 'identified' : 'begun')
  }

  #createCustomer: CreateCustomer = (_team, token) => {
    if (!this.isUp) return Promise.resolve({ kind: 'unreachable' })
    this.#made.add(token)
    return Promise.resolve({ kind: 'created', token })
  }

  /** How many customers were made. */
  get customers(): number {
    return this.#made.size
  }

  /** A backup of when only the first few messages were there is restored. */
  restore(count: number): void {
    this.cut()
    this.stored.length = count
  }

  #greet(line: LinkEvents): void {
    const newest = this.stored.at(-1)
    line.hello({
      team: { name: 'Nusa Goods' },
      view: { state: 'ai', agentName: null },
      lastSeq: newest?.seq ?? 0,
      newest: newest ? { id: newest.id, at: newest.at } : null,
      attachments: { maxBytes: 1_000, types: ['image/png', 'text/plain'] },
    })
  }

  #openLink: OpenLink = (token, events) => {
    this.events = events
    this.tokens.push(token)
    this.#lines.add(events)
    // The line opens a moment later, as it does in the world.
    queueMicrotask(() => this.isUp && this.#greet(events))
    const served: Served = {
      'message:send': ({ id, text, attachments = [] }) => this.#receive(id, text, attachments),
      'human:ask': ({ id }) => (this.asked.push(id), {}),
      'human:take-back': ({ id }) => (this.takenBack.push(id), {}),
      'messages:seen': ({ seq }) => (this.seen.push(seq), {}),
      'messages:pull': ({ after, before, limit }) => {
        const inRange = this.stored.filter(({ seq }) => seq > after && seq < (before ?? Infinity))
        const messages = before === null ? inRange.slice(0, limit) : inRange.slice(-limit)
        return { messages, more: inRange.length > limit }
      },
      'typing:set': () => ({}),
      'visit:tell': (visit) => (this.visits.push(visit), {}),
    }
    const link: Link = {
      ask: (event, body) => this.#answer(() => served[event](body)),
      connect: () => this.#greet(events),
      close: () => void this.#lines.delete(events),
    }
    return link
  }

  #receive(id: string, text: string, files: readonly string[]): CustomerMessage {
    const before = this.stored.find((message) => message.id === id)
    if (before) return before
    const message = this.#store(id, { kind: 'customer' }, text)
    message.attachments = files.flatMap((file) => this.fileServer.stored.get(file) ?? [])
    if (!this.losesAnswers) {
      queueMicrotask(() => {
        for (const line of this.#lines) line.added(message)
      })
    }
    return message
  }

  #answer<T>(run: () => T): Promise<{ ok: true; data: T } | { ok: false; error: Failure } | null> {
    if (!this.isUp) return Promise.resolve(null)
    if (this.refusal) return Promise.resolve({ ok: false, error: this.refusal })
    const data = run()
    return Promise.resolve(this.losesAnswers ? null : { ok: true, data })
  }
}

/** Lets everything that waits for no timer run. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
}
