import * as v from 'valibot'
import type { Colleague } from './colleague.ts'
import { PATIENCE } from './screen.ts'

const place = v.object({ state: v.string(), epoch: v.number() })
const results = v.object({
  results: v.array(v.object({ status: v.string(), code: v.optional(v.string()) })),
})
const events = v.object({
  cursor: v.nullable(v.string()),
  events: v.array(
    v.object({
      type: v.string(),
      epoch: v.optional(v.number()),
      note: v.optional(v.nullable(v.string())),
      message: v.optional(v.object({ from: v.string(), text: v.string() })),
    }),
  ),
})
type Told = v.InferOutput<typeof events>['events'][number]

/** A bot of somebody else's with one conversation of its own, which it mirrors by a key. */
export class MirroringBot {
  readonly #url: string
  readonly #key: string
  readonly #path: string
  #cursor: string | null = null
  #told: Told[] = []
  #said = 0

  constructor(serverUrl: string, key: string, ref: string) {
    this.#url = serverUrl
    this.#key = key
    this.#path = `/v1/conversations/${ref}`
  }

  /** Starts one whose integration and key an admin makes. */
  static async start(admin: Colleague, serverUrl: string, ref: string): Promise<MirroringBot> {
    return new MirroringBot(serverUrl, await admin.makeBot('Atlas bot'), ref)
  }

  async mirror(customer: { id: string; name: string }): Promise<void> {
    await this.#ask('PUT', this.#path, { customer }, place)
  }

  /** Copies what the customer said. */
  async hears(text: string): Promise<void> {
    await this.#say({ from: 'customer', text })
  }

  /** Asks whether it may say something under an epoch; answers the status, and the code of a refusal. */
  async says(text: string, epoch: number): Promise<string> {
    const { status, code } = await this.#say({ from: 'ai', text, epoch })
    return code ?? status
  }

  async asksForHuman(card: object): Promise<void> {
    await this.#ask('POST', `${this.#path}/handoff`, { id: 'h1', card }, place)
  }

  /** Who owns the conversation now, and under which epoch. */
  place(): Promise<v.InferOutput<typeof place>> {
    return this.#ask('GET', this.#path, undefined, place)
  }

  /** Reads on in its events until one is of this type, and answers that one. */
  async readsUntil(type: string): Promise<Told> {
    const deadline = Date.now() + PATIENCE
    for (;;) {
      const after = this.#cursor === null ? '' : `after=${this.#cursor}&`
      const { events: more, cursor } = await this.#ask(
        'GET',
        `/v1/events?${after}wait=5`,
        undefined,
        events,
      )
      this.#cursor = cursor
      this.#told.push(...more)
      const found = more.find((event) => event.type === type)
      if (found) return found
      if (Date.now() > deadline) {
        throw new Error(`It was not told ${type}, but ${JSON.stringify(this.#told)}.`)
      }
    }
  }

  /** What agents said to the customer, as far as it has read. */
  wordsOfAgents(): string[] {
    return this.#told.flatMap(({ type, message }) =>
      type === 'message.created' && message?.from === 'agent' ? [message.text] : [],
    )
  }

  async #say(message: object) {
    this.#said += 1
    const body = { messages: [{ id: `m${this.#said}`, ...message }] }
    const answer = await this.#ask('POST', `${this.#path}/messages`, body, results)
    const [result] = answer.results
    if (!result) throw new Error('There is no result.')
    return result
  }

  async #ask<S extends v.GenericSchema>(
    method: string,
    path: string,
    body: object | undefined,
    schema: S,
  ): Promise<v.InferOutput<S>> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#key}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    const answer: unknown = await response.json()
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`)
    return v.parse(schema, answer)
  }
}
