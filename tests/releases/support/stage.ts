import { createdCustomer } from '@baton/protocol/customer.ts'
import { io, type Socket } from 'socket.io-client'
import * as v from 'valibot'

/** Hears what a client is told. */
export type OnTold = (as: string, event: string, body: unknown) => void

/** Clients of one server, each with a name: signs in, connects, asks, uploads. */
export class Stage {
  readonly #url: string
  readonly #protocol: number
  readonly #onTold: OnTold
  readonly #tokens = new Map<string, string>()
  readonly #sockets = new Map<string, Socket>()

  /** `protocol` is what the clients say that they speak. */
  constructor(url: string, protocol: number, onTold: OnTold) {
    this.#url = url
    this.#protocol = protocol
    this.#onTold = onTold
  }

  /** Throws when the server does not let them in. */
  async signIn(as: string, email: string, password: string): Promise<void> {
    const response = await this.#post('/api/auth/sign-in/email', { email, password })
    await response.body?.cancel()
    const token = response.headers.get('set-auth-token')
    if (token === null) throw new Error(`${email} could not sign in: ${response.status}.`)
    this.#tokens.set(as, token)
  }

  /** Makes a customer. Returns what the server answered, without the token. */
  async newCustomer(as: string, body: object): Promise<unknown> {
    const response = await this.#post('/api/customers', body)
    const { token, ...answer } = v.parse(
      v.looseObject(createdCustomer.entries),
      await response.json(),
    )
    this.#tokens.set(as, token)
    return answer
  }

  /** Connects, and waits for the greeting. */
  async connect(as: string, namespace: string): Promise<void> {
    const socket = io(`${this.#url}${namespace}`, {
      ...{ transports: ['websocket'], forceNew: true, reconnection: false },
      auth: { token: this.tokenOf(as), protocol: this.#protocol, oldest: this.#protocol },
    })
    socket.onAny((event: string, body: unknown) => this.#onTold(as, event, body))
    this.#sockets.set(as, socket)
    await new Promise((resolve, reject) => {
      socket.once('hello', resolve)
      socket.once('connect_error', reject)
    })
  }

  async ask(as: string, event: string, body: unknown): Promise<Answered> {
    const socket = this.#sockets.get(as)
    if (!socket) throw new Error(`${as} is not connected.`)
    for (;;) {
      const raw: unknown = await socket.timeout(60_000).emitWithAck(event, body)
      const answer = v.parse(answered, raw)
      // As every client does: a busy server is asked again.
      if (answer.ok || !['overloaded', 'rate-limited'].includes(answer.error.code)) return answer
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }

  /** Sends a file of one part. Returns what the server answered. */
  async upload(as: string, path: string, name: string, bytes: Uint8Array): Promise<unknown> {
    const form = new FormData()
    form.set('name', name)
    form.set('size', String(bytes.length))
    form.set('offset', '0')
    form.set('part', new Blob([new Uint8Array(bytes)]), 'part')
    const headers = { authorization: `Bearer ${this.tokenOf(as)}` }
    const response = await fetch(`${this.#url}${path}`, { method: 'POST', headers, body: form })
    return response.json()
  }

  tokenOf(as: string): string {
    const token = this.#tokens.get(as)
    if (token === undefined) throw new Error(`${as} has no token.`)
    return token
  }

  close(): void {
    for (const socket of this.#sockets.values()) socket.disconnect()
  }

  #post(path: string, body: object): Promise<Response> {
    return fetch(`${this.#url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  }
}

/** An answer to a request, with codes of any release. */
export type Answered = v.InferOutput<typeof answered>

const answered = v.variant('ok', [
  v.object({ ok: v.literal(true), data: v.unknown() }),
  v.object({ ok: v.literal(false), error: v.looseObject({ code: v.string() }) }),
])
