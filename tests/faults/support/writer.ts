import { v7 as newId } from 'uuid'
import type { Answer } from '@baton/protocol/errors.ts'
import type { Stored } from '@baton/protocol/message.ts'
import type { Write } from './check-messages.ts'
import type { History } from './history.ts'

/** How one message is asked for. Rejects when no answer comes. */
export type Send = (message: { id: string; text: string }) => Promise<Answer<Stored>>

/** Messages that are on their way at once, unless told otherwise: the server keeps their order all the same. */
const WINDOW = 6

/**
 * Somebody who writes into one conversation as fast as they are answered, and who after each break first
 * sends again, in order, what was not acknowledged: as the outbox of an agent or a customer's page does.
 */
export class Writer {
  readonly name: string
  readonly writes: Write[] = []
  readonly #history: History
  readonly #window: number
  #conversationId = ''

  constructor(name: string, history: History, window = WINDOW) {
    this.name = name
    this.#window = window
    this.#history = history
  }

  /** Known once the conversation is. */
  set conversationId(id: string) {
    this.#conversationId = id
    for (const write of this.writes) write.conversationId = id
  }

  get conversationId(): string {
    return this.#conversationId
  }

  get unacknowledged(): readonly Write[] {
    return this.writes.filter(({ acknowledged }) => acknowledged === null)
  }

  /** Writes until `isOver`, or until a message goes unanswered. */
  async run(send: Send, isOver: () => boolean): Promise<void> {
    await this.settle(send, isOver)
    let broken = false
    const one = async () => {
      while (!broken && !isOver()) {
        if (!(await this.#send(send, this.#next()))) broken = true
      }
    }
    await Promise.all(Array.from({ length: this.#window }, one))
  }

  /** Sends again what was not acknowledged, without adding anything. */
  async settle(send: Send, isOver: () => boolean = () => false): Promise<void> {
    const waiting = this.unacknowledged
    for (let from = 0; from < waiting.length && !isOver(); from += this.#window) {
      const some = waiting.slice(from, from + this.#window)
      await Promise.all(some.map((write) => this.#send(send, write)))
    }
  }

  /** Sends this many messages and waits for all of their answers. */
  async say(count: number, send: Send): Promise<void> {
    let left = count
    await this.run(send, () => (left -= 1) < 0)
  }

  #next(): Write {
    const text = `${this.name} ${this.writes.length + 1}`
    const write: Write = {
      ...{ writer: this.name, conversationId: this.#conversationId, id: newId(), text },
      acknowledged: null,
    }
    this.writes.push(write)
    return write
  }

  /** Whether it was acknowledged. A refusal is a mistake of the test's, so it throws. */
  async #send(send: Send, write: Write): Promise<boolean> {
    const { id, text } = write
    const body = { id, text }
    const { outcome } = await this.#history.record(this.name, 'message:send', body, send)
    if (outcome.status === 'fail') {
      throw new Error(`${this.name}'s "${text}" was refused: ${outcome.error.code}`)
    }
    if (outcome.status === 'unknown') return false
    write.acknowledged = outcome.value.seq
    return true
  }
}
