import type { AgentToServer, CustomerToServer } from '@baton/protocol/events.ts'
import { PROTOCOL_VERSION } from '@baton/protocol/version.ts'
import { Stage, type Answered } from './stage.ts'
import { PASSING, type Recording, type Step } from './steps.ts'

type Requests = { agent: AgentToServer; customer: CustomerToServer }
type BodyOf<
  Side extends keyof Requests,
  E extends keyof Requests[Side],
> = Requests[Side][E] extends (body: infer Body, ack: never) => void ? Body : never

/** Plays clients of a server, and writes down what goes over the wire. */
export class Recorder {
  readonly #stage: Stage
  readonly #steps: Step[] = []
  #wake: () => void = () => undefined

  constructor(url: string) {
    this.#stage = new Stage(url, PROTOCOL_VERSION, (as, event, body) => {
      if (PASSING.has(event)) return
      this.#steps.push({ kind: 'told', as, event, body })
      this.#wake()
    })
  }

  async signIn(as: string, email: string, password: string): Promise<void> {
    this.#steps.push({ kind: 'sign-in', as, email, password })
    await this.#stage.signIn(as, email, password)
  }

  async newCustomer(as: string, body: Record<string, unknown>): Promise<void> {
    const made: Step = { kind: 'new-customer', as, body, answer: null }
    this.#steps.push(made)
    made.answer = await this.#stage.newCustomer(as, body)
  }

  async connect(as: string, namespace: string): Promise<void> {
    this.#steps.push({ kind: 'connect', as, namespace })
    await this.#stage.connect(as, namespace)
  }

  /** Asks as an agent; answers what the server answered, refusals included. */
  agent<E extends keyof AgentToServer>(
    as: string,
    event: E,
    body: BodyOf<'agent', E>,
  ): Promise<Answered> {
    return this.#ask(as, event, body)
  }

  customer<E extends keyof CustomerToServer>(
    as: string,
    event: E,
    body: BodyOf<'customer', E>,
  ): Promise<Answered> {
    return this.#ask(as, event, body)
  }

  async upload(as: string, path: string, name: string, bytes: Uint8Array): Promise<unknown> {
    const text = Buffer.from(bytes).toString('base64')
    const sent: Step = { kind: 'upload', as, path, name, bytes: text, answer: null }
    this.#steps.push(sent)
    sent.answer = await this.#stage.upload(as, path, name, bytes)
    return sent.answer
  }

  /** Waits until a client has been told of something that `look` finds; answers that. */
  async heard<T>(as: string, event: string, look: (body: unknown) => T | undefined): Promise<T> {
    for (;;) {
      for (const step of this.#steps) {
        if (step.kind !== 'told' || step.as !== as || step.event !== event) continue
        const found = look(step.body)
        if (found !== undefined) return found
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  /** Everything so far. */
  recording(): Recording {
    return { protocol: PROTOCOL_VERSION, steps: this.#steps }
  }

  /** The events that were asked for. */
  asked(): Set<string> {
    return new Set(this.#steps.flatMap((step) => (step.kind === 'ask' ? [step.event] : [])))
  }

  close(): void {
    this.#stage.close()
  }

  async #ask(as: string, event: string, body: unknown): Promise<Answered> {
    const asked: Step = { kind: 'ask', as, event, body, answer: null }
    this.#steps.push(asked)
    const answer = await this.#stage.ask(as, event, body)
    asked.answer = answer
    return answer
  }
}
