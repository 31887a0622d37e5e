import { setTimeout } from 'node:timers/promises'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import {
  conversationState,
  messageResults,
  mirroredPage,
  type MessageResult,
  type MirroredMessage,
} from '../../server/integrations/v1/api-schemas.ts'
import { eventPage, type Event } from '../../server/integrations/v1/event-schemas.ts'
import { ENGINES } from '../acceptance/support/databases.ts'
import { testDice } from './support/dice.ts'
import { startLabServer } from './support/lab-server.ts'
import { SIZES } from './support/sizes.ts'

// Fault 1 over the API: the server dies (SIGKILL) while a bot mirrors, and agents take over and hand back.

const KILL_AFTER_MS = [20, 400] as const
const ALL_OF_IT_MS = 2_000
/** A hand-back can be taken back for so long. The server looks every second for what no longer can. */
const UNDO_MS = 10_000
const SETTLED_MS = 2_000
const TOLD_WITHIN_MS = 25_000
/** Between two requests of the bot, so that its key is not refused. */
const PACE_MS = 25

interface Said {
  id: string
  from: 'customer' | 'ai'
  text: string
  epoch?: number
}

describe.each(ENGINES)('a server on %s that is killed while a bot mirrors', (engine) => {
  test('loses no event, tells none out of order, and stores no word of the bot under another’s epoch', async () => {
    const dice = testDice()
    const server = await startLabServer(engine)
    const dimas = await server.agent('dimas')
    const made = { name: 'Bot', kind: 'bot' as const }
    const { integration } = await dimas.ask('integration:make', made)
    const { secret } = await dimas.ask('key:make', {
      integrationId: integration.id,
      test: false,
      scopes: ['write', 'events'],
    })
    dimas.socket.disconnect()

    /** Null where no answer came, or one that says to ask again. */
    async function ask(method: string, path: string, body?: object): Promise<unknown> {
      const response = await fetch(`${server.url}/v1${path}`, {
        method,
        headers: {
          'x-api-key': secret ?? '',
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      }).catch(() => null)
      const answer: unknown = await response?.json().catch(() => null)
      return response !== null && response.status < 429 ? answer : null
    }
    async function insist(method: string, path: string, body?: object): Promise<unknown> {
      for (;;) {
        const answer = await ask(method, path, body)
        if (answer !== null) return answer
        await setTimeout(PACE_MS)
      }
    }
    const post = (ref: string, said: Said, how = ask) =>
      how('POST', `/conversations/${ref}/messages`, { messages: [said] })
    const resultOf = (answer: unknown) => v.parse(messageResults, answer).results[0]

    const refs: string[] = []
    const answered = new Map<string, MessageResult | undefined>()
    const unanswered: { ref: string; said: Said }[] = []
    for (let kill = 0; kill < SIZES.kills; kill += 1) {
      const ref = `r${String(kill)}`
      refs.push(ref)
      const customer = { id: ref, name: 'Ana' }
      const put = await insist('PUT', `/conversations/${ref}`, { customer })
      const { conversation_id: id, epoch } = v.parse(conversationState, put)
      const rina = await server.agent('rina')
      let dead = false
      const isDead = () => dead
      const bot = async () => {
        for (let n = 0; !isDead(); n += 1) {
          const from = n % 2 === 0 ? 'customer' : 'ai'
          const name = `${ref}-${String(n)}`
          const said: Said = { id: name, from, text: name, ...(from === 'ai' && { epoch }) }
          const answer = await post(ref, said)
          if (answer === null) unanswered.push({ ref, said })
          else answered.set(name, resultOf(answer))
          await setTimeout(PACE_MS)
        }
      }
      const agent = async () => {
        await setTimeout(dice.between(0, KILL_AFTER_MS[0] * 4))
        const taken = await rina.takeOver({ id, epoch })
        await rina.reply(taken, 'I am Rina.')
        await rina.handBack(taken, { note: 'Done' })
      }
      const mirroring = bot()
      // What the agent asks while the server dies is answered by nobody.
      agent().catch(() => undefined)
      // The first one lives long enough for all of it, so that there is a load.
      await setTimeout(kill === 0 ? ALL_OF_IT_MS : dice.between(...KILL_AFTER_MS))
      await server.kill()
      dead = true
      rina.socket.disconnect()
      await server.start()
      await mirroring
    }
    for (const { ref, said } of unanswered) {
      answered.set(said.id, resultOf(await post(ref, said, insist)))
    }

    // A hand-back is told once it can no longer be taken back.
    const events = await untilSettled()
    for (const ref of refs) {
      const messages = await messagesOf(ref)
      const told = events.filter((event) => event.ref === ref)
      expect(problemsIn(ref, messages, told)).toEqual([])
      const ids = messages.map(({ id }) => id)
      for (const [id, result] of answered) {
        if (!id.startsWith(`${ref}-`)) continue
        expect([id, ids.includes(id)]).toEqual([id, result?.status === 'stored'])
      }
    }
    const refused = [...answered.values()].filter((result) => result?.code === 'not_yours')
    const handedBack = events.filter(({ type }) => type === 'conversation.returned')
    // The load was one: agents got in between, and words of the bot came late.
    expect([refused.length > 0, handedBack.length > 0]).toEqual([true, true])

    async function messagesOf(ref: string): Promise<MirroredMessage[]> {
      const all: MirroredMessage[] = []
      for (;;) {
        const after = String(all.at(-1)?.seq ?? 0)
        const path = `/conversations/${ref}/messages?after=${after}`
        const { messages, more } = v.parse(mirroredPage, await insist('GET', path))
        all.push(...messages)
        if (!more) return all
      }
    }
    async function eventsOf(): Promise<Event[]> {
      const all: Event[] = []
      for (;;) {
        const last = all.at(-1)
        const after = last ? `?after=${last.id}` : ''
        const { events } = v.parse(eventPage, await insist('GET', `/events${after}`))
        if (events.length === 0) return all
        all.push(...events)
      }
    }
    /** The events, once all that could be taken back can no longer be, and nothing has been told for a while. */
    async function untilSettled(): Promise<Event[]> {
      await setTimeout(UNDO_MS)
      const until = performance.now() + TOLD_WITHIN_MS
      for (let before = -1; ;) {
        const all = await eventsOf()
        const isReturned = all.some(({ type }) => type === 'conversation.returned')
        if (isReturned && all.length === before) return all
        if (performance.now() > until) return all
        before = all.length
        await setTimeout(SETTLED_MS)
      }
    }
  })
})

/** What is wrong with the events of a conversation, beside what is stored of it. */
function problemsIn(
  ref: string,
  messages: readonly MirroredMessage[],
  events: readonly Event[],
): string[] {
  const problems: string[] = []
  const told = events.flatMap((event) => (event.type === 'message.created' ? [event.message] : []))
  const [stored, heard] = [messages.map(({ seq }) => seq), told.map(({ seq }) => seq)]
  if (stored.join() !== heard.join()) {
    problems.push(`${ref}: stored are ${stored.join()}, told were ${heard.join()}`)
  }
  if (new Set(events.map(({ id }) => id)).size !== events.length) problems.push(`${ref}: doubled`)
  let isBots = true
  for (const event of events) {
    if (event.type === 'conversation.taken_over') isBots = false
    if (event.type === 'conversation.returned') isBots = true
    const isLate = event.type === 'message.created' && event.message.from === 'ai' && !isBots
    if (isLate) problems.push(`${ref}: ${event.message.id} was stored after the take-over`)
  }
  return problems
}
