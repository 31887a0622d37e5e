import * as v from 'valibot'
import { pullChanges, pullUrgent, type Changed } from '@baton/protocol/changes.ts'
import type { Failure } from '@baton/protocol/errors.ts'
import { historyPage } from '@baton/protocol/history.ts'
import { sendMessage } from '@baton/protocol/message.ts'
import { getConversation, olderConversations } from '@baton/protocol/older.ts'
import { markRead } from '@baton/protocol/read-mark.ts'
import { deleteTemplate, saveTemplate } from '@baton/protocol/template.ts'
import { copyFile } from '@baton/protocol/upload.ts'
import type { AgentSocket, OpenSocket, SocketListener } from '../agent-socket.ts'
import { TEAM } from '../../db/testing/builders.ts'
import type { FakeServer } from './fake-server.ts'
import type { Answered } from './fake-templates.ts'

/** What happens to a request: `unheard` never reaches the server; `unanswered` is done without an answer. */
export type Fate = 'answered' | 'unheard' | 'unanswered' | Failure

/** The line between an extension and a fake server. A test can cut it anywhere. */
export class FakeLine {
  readonly server: FakeServer
  up = true
  /** If set, every connection is refused with this. */
  refusal: Failure | null = null
  dials = 0
  asked: { event: string; body: unknown }[] = []
  fateOf: (event: string, body: unknown) => Fate = () => 'answered'
  /** Sends a commit to clients; a test may hold it back. */
  announce: (changed: Changed) => void = (changed) => this.tell('changed', changed)
  #listeners = new Set<SocketListener>()

  constructor(server: FakeServer) {
    this.server = server
  }

  get connections(): number {
    return this.#listeners.size
  }

  /** Sends an event to every connection. */
  tell(name: string, body: unknown): void {
    for (const listener of this.#listeners) listener.event(name, body)
  }

  heartbeat(): void {
    this.tell('heartbeat', this.#position())
  }

  /** Breaks every connection. */
  cut(): void {
    const broken = [...this.#listeners]
    this.#listeners.clear()
    for (const listener of broken) listener.closed()
  }

  readonly open: OpenSocket = (_url, _token, listener): AgentSocket => {
    this.dials += 1
    let closed = false
    queueMicrotask(() => {
      if (closed) return
      if (!this.up) listener.refused(null)
      else if (this.refusal) listener.refused(this.refusal)
      else this.#greet(listener)
    })
    return {
      request: (event, body) => this.#request(listener, event, body),
      close: () => {
        closed = true
        this.#listeners.delete(listener)
      },
    }
  }

  #greet(listener: SocketListener): void {
    this.#listeners.add(listener)
    const { agent } = this.server
    listener.event('hello', { agent, team: TEAM, ...this.#position() })
  }

  #position() {
    const { timeline, rev, clock } = this.server
    return { timeline, rev, now: clock?.() }
  }

  async #request(listener: SocketListener, event: string, body: unknown): Promise<unknown> {
    await Promise.resolve()
    this.asked.push({ event, body })
    const fate = this.fateOf(event, body)
    if (!this.#listeners.has(listener) || fate === 'unheard') throw new Error('no answer')
    if (typeof fate === 'object') return { ok: false, error: fate }
    const answer = this.#answer(event, body)
    if (fate === 'unanswered') throw new Error('no answer')
    return answer
  }

  #answer(event: string, body: unknown): unknown {
    switch (event) {
      case 'changes:pull':
        return this.server.pull(v.parse(pullChanges, body))
      case 'urgent:pull':
        return this.server.urgent(v.parse(pullUrgent, body))
      case 'history:page': {
        const { conversationId, before, limit } = v.parse(historyPage, body)
        const older = this.server.messages(conversationId).filter(({ seq }) => seq < before)
        return { ok: true, data: { messages: older.slice(-limit) } }
      }
      case 'conversation:get':
        return this.server.older.get(v.parse(getConversation, body))
      case 'conversations:older':
        return this.server.older.page(v.parse(olderConversations, body))
      case 'message:send':
        return this.#told(this.server.send(v.parse(sendMessage, body)))
      case 'template:save':
        return this.#told(this.server.templates.save(v.parse(saveTemplate, body)))
      case 'template:delete':
        return this.#told(this.server.templates.delete(v.parse(deleteTemplate, body)))
      case 'templates:uses':
        return { ok: true, data: { uses: this.server.uses } }
      case 'file:copy':
        return this.server.files.copy(v.parse(copyFile, body))
      case 'conversation:read':
        v.parse(markRead, body)
        return { ok: true, data: {} }
      default:
        return { ok: true, data: {} }
    }
  }

  #told({ answer, changed }: Answered<unknown>): unknown {
    if (changed) this.announce(changed)
    return answer
  }
}
