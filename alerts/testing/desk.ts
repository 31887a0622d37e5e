import { DEFAULT_ALERTS, type AlertPreferences } from '@baton/domain/alert-preferences.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import type { Author } from '@baton/protocol/message.ts'
import { BatonDatabase } from '../../db/database.ts'
import { aConversation, aMessage, RINA, SARI, TEAM, testId } from '../../db/testing/builders.ts'
import { FakePlatform } from '../../platform/fake-platform.ts'
import { Alerter } from '../alerter.ts'
import { alertWords } from '../words.ts'

let desks = 0

/** Rina's browser: a copy of the team's data that a test writes, and backgrounds that start and die. */
export class Desk {
  readonly db: BatonDatabase
  readonly platform = new FakePlatform()
  preferences: AlertPreferences = DEFAULT_ALERTS
  clock = new Date('2026-11-23T10:00:00').getTime()
  readonly logged: string[] = []
  alerter: Alerter
  #timers: { at: number; task: () => void }[] = []
  #messages = 0

  constructor() {
    desks += 1
    this.db = new BatonDatabase(`desk-${desks}`)
    this.alerter = this.newAlerter()
  }

  /** Signed in, current, and alerted from now on. */
  static async open(): Promise<Desk> {
    const desk = new Desk()
    await desk.db.meta.bulkPut([
      {
        key: 'account',
        value: { serverUrl: 'https://baton.test', agent: RINA, team: TEAM },
      },
      { key: 'connection', value: { status: 'live' } },
    ])
    await desk.alerter.look()
    return desk
  }

  newAlerter(platform: FakePlatform = this.platform): Alerter {
    return new Alerter({
      db: this.db,
      platform,
      wishes: () => Promise.resolve({ preferences: this.preferences, t: alertWords('en') }),
      now: () => this.clock,
      schedule: (ms, task) => {
        const timer = { at: this.clock + ms, task }
        this.#timers.push(timer)
        return () => {
          this.#timers = this.#timers.filter((other) => other !== timer)
        }
      },
      log: (what) => this.logged.push(what),
    })
  }

  /** Kills the worker. The next event starts another. */
  restart(): void {
    this.#timers = []
    this.alerter = this.newAlerter()
  }

  /** Advances the clock, and runs the checks that fall due. */
  async pass(ms: number): Promise<void> {
    this.clock += ms
    const due = this.#timers.filter(({ at }) => at <= this.clock)
    this.#timers = this.#timers.filter((timer) => !due.includes(timer))
    for (const { task } of due) task()
    await this.alerter.look()
  }

  async conversation(n: number): Promise<Conversation> {
    const found = await this.db.conversations.get(testId('conversation', n))
    return found ?? aConversation(n)
  }

  /** A customer asks for a human. */
  async ask(n: number): Promise<void> {
    const { epoch } = await this.conversation(n)
    await this.#put(n, {
      ...{ state: 'waiting', ownerId: null, epoch: epoch + 1, waitingSince: this.clock },
      handoff: { reason: 'unsure', summary: 'Wants a refund', tried: [] },
    })
  }

  /** An agent takes it over or gets it. */
  async take(n: number, ownerId = RINA.id): Promise<void> {
    const { epoch } = await this.conversation(n)
    await this.#say(n, { kind: 'system', event: 'taken-over' }, 'taken over')
    await this.#put(n, { state: 'human', ownerId, epoch: epoch + 1, waitingSince: null })
  }

  /** A colleague transfers it to this agent, with a note. */
  async handTo(n: number, note: string | null = null): Promise<void> {
    await this.take(n)
    const { id, name } = SARI
    await this.#put(n, { transfer: { kind: 'offered', by: { id, name }, note, at: this.clock } })
  }

  /** A colleague nudges this agent about it. */
  async nudge(n: number): Promise<void> {
    await this.#say(n, { kind: 'system', event: 'nudged' }, 'nudged')
    const { lastSeq: seq } = await this.conversation(n)
    const { id, name } = SARI
    await this.#put(n, { nudges: [{ by: { id, name }, ownerId: RINA.id, at: this.clock, seq }] })
  }

  /** The agent accepts the transfer. */
  async accept(n: number): Promise<void> {
    await this.#put(n, { transfer: null })
  }

  async lose(n: number): Promise<void> {
    await this.take(n, SARI.id)
  }

  async resolve(n: number): Promise<void> {
    const { epoch } = await this.conversation(n)
    await this.#put(n, { state: 'resolved', ownerId: null, epoch: epoch + 1, waitingSince: null })
  }

  /** The customer writes. */
  async write(n: number, text = 'Hello?'): Promise<void> {
    await this.#say(n, { kind: 'customer' }, text)
    const { customerCount } = await this.conversation(n)
    await this.#put(n, { customerCount: customerCount + 1 })
  }

  async read(n: number): Promise<void> {
    const { id, lastSeq, customerCount } = await this.conversation(n)
    await this.db.readMarks.put({
      ...{ agentId: RINA.id, conversationId: id, seq: lastSeq, customerCount },
    })
  }

  async #say(n: number, author: Author, text: string): Promise<void> {
    const { id, lastSeq } = await this.conversation(n)
    this.#messages += 1
    const seq = lastSeq + 1
    await this.db.messages.put(aMessage(this.#messages, { author, text, seq, conversationId: id }))
    await this.#put(n, { lastSeq: seq })
  }

  async #put(n: number, over: Partial<Conversation>): Promise<void> {
    await this.db.conversations.put({ ...(await this.conversation(n)), ...over })
  }
}

/** The id of the notification about conversation `n`. */
export function noteId(n: number): string {
  return `conversation:${testId('conversation', n)}`
}
