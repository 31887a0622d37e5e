import type { Attachment } from '@baton/protocol/attachment.ts'
import { outcomeOf, type ErrorCode, type Failure } from '@baton/protocol/errors.ts'
import type { Link } from '../connection/link.ts'
import type { ChatState, Pending } from './chat-state.ts'
import type { ChatStorage } from './chat-storage.ts'
import type { Uploaded } from './uploads.ts'

const RETRY_MS = 2_000

export interface OutboxDeps {
  state: ChatState
  storage: ChatStorage
  /** The line while it is up. */
  link: () => Link | null
  later: (ms: number, run: () => void) => void
  /** The server no longer takes this customer for who they were. */
  signedOut: (code: ErrorCode) => void
  outdated: () => void
  /** A message is stored at this place that is not shown yet. */
  stored: (seq: number) => void
  /** Brings a file to the server before the message that names it. */
  upload: (file: Attachment) => Promise<Uploaded>
  /** A message has gone from here: its files need not be kept. */
  released: (files: readonly Attachment[]) => void
}

/**
 * Sends what is pending, one at a time and in order, as often as it takes: the server stores an id once. What
 * it refuses for good is marked for the customer and does not hold up the rest.
 */
export class Outbox {
  readonly #deps: OutboxDeps
  #draining = false

  constructor(deps: OutboxDeps) {
    this.#deps = deps
    this.reload()
  }

  /** Shows what the storage has of whoever sits here now. */
  reload(): void {
    this.#deps.state.pending = this.#deps.storage.pending()
  }

  /** The server has lost what it had stored: what never came back from there is sent again. */
  sendAgain(): void {
    for (const { id, status } of this.#deps.state.pending) {
      if (status === 'sent') this.#update(id, { status: 'queued' })
    }
  }

  /** Kept before it is sent, so that a reload in between loses nothing. */
  add(entry: Pending): void {
    this.#deps.storage.savePending(entry)
    this.#deps.state.pending.push(entry)
    void this.drain()
  }

  /** Takes on what another tab of this customer left behind; sending it twice stores it once. */
  adopt(): void {
    const { state, storage } = this.#deps
    const known = new Set([...state.pending, ...state.messages].map(({ id }) => id))
    const left = storage.pending().filter(({ id }) => !known.has(id))
    if (left.length > 0) {
      state.pending = [...state.pending, ...left].sort((a, b) => (a.id < b.id ? -1 : 1))
    }
  }

  retry(id: string): void {
    this.#update(id, { status: 'queued', failure: null })
    void this.drain()
  }

  discard(id: string): void {
    const { state, storage, released } = this.#deps
    storage.removePending(id)
    released(state.pending.find((entry) => entry.id === id)?.attachments ?? [])
    state.pending = state.pending.filter((entry) => entry.id !== id)
  }

  async drain(): Promise<void> {
    if (this.#draining) return
    this.#draining = true
    this.#dropStored()
    try {
      let going = true
      while (going) {
        const next = this.#deps.state.pending.find(({ status }) => status === 'queued')
        const link = this.#deps.link()
        if (!next || !link) return
        going = await this.#send(next, link)
      }
    } finally {
      this.#draining = false
    }
  }

  /** What was stored though its answer got lost need not be kept for the next reload. */
  #dropStored(): void {
    const { state, storage, released } = this.#deps
    const stored = new Set(state.messages.map(({ id }) => id))
    for (const { id, attachments } of storage.pending()) {
      if (!stored.has(id)) continue
      storage.removePending(id)
      released(attachments)
    }
  }

  /** False when the rest has to wait. */
  async #send(entry: Pending, link: Link): Promise<boolean> {
    const { id, kind, text } = entry
    for (const file of entry.attachments) {
      const uploaded = await this.#deps.upload(file)
      if (uploaded.is === 'refused') return this.#refused(entry, { code: uploaded.code })
      if (uploaded.is === 'later') {
        this.#retryLater(RETRY_MS)
        return false
      }
    }
    const attachments = entry.attachments.map((file) => file.id)
    const answer =
      kind === 'human'
        ? await link.ask('human:ask', { id })
        : await link.ask('message:send', { id, text, attachments })
    if (answer === null) {
      this.#retryLater(RETRY_MS)
      return false
    }
    if (!answer.ok) return this.#refused(entry, answer.error)
    this.#deps.storage.setWritten()
    if ('seq' in answer.data && !this.#isShown(id, answer.data.seq)) {
      // The stored message is still on its way to this page, and takes this one's place then.
      this.#deps.storage.removePending(id)
      this.#update(id, { status: 'sent' })
      this.#deps.stored(answer.data.seq)
    } else this.discard(id)
    return true
  }

  /** Whether a stored message is among those here, or before them. */
  #isShown(id: string, seq: number): boolean {
    const { messages } = this.#deps.state
    const [first] = messages
    return (first !== undefined && seq < first.seq) || messages.some((shown) => shown.id === id)
  }

  #refused(entry: Pending, failure: Failure): boolean {
    switch (outcomeOf(failure.code)) {
      case 'retry':
        this.#retryLater(failure.retryAfterMs ?? RETRY_MS)
        return false
      case 'sign-in':
        this.#deps.signedOut(failure.code)
        return false
      case 'update':
        this.#deps.outdated()
        return false
      case 'reject':
      case 'resync':
        this.#update(entry.id, { status: 'failed', failure: failure.code })
        return true
    }
  }

  #retryLater(ms: number): void {
    this.#deps.later(ms, () => void this.drain())
  }

  #update(id: string, change: Partial<Pending>): void {
    const entry = this.#deps.state.pending.find((pending) => pending.id === id)
    if (!entry) return
    Object.assign(entry, change)
    if (entry.status !== 'sent') this.#deps.storage.savePending(entry)
  }
}
