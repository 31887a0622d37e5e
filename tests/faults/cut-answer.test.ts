import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { ENGINES } from '../acceptance/support/databases.ts'
import { resultOf, type AgentClient } from '../acceptance/support/clients.ts'
import { OnceStage } from '../acceptance/support/once-stage.ts'
import { AGENTS, CUSTOMERS, isForAdmins } from '../acceptance/support/writing-requests.ts'
import { until } from '../acceptance/support/world.ts'
import { sendMessage } from '../../db/commands/send-message.ts'
import { MADE_TEAM } from '../support/made-team.ts'
import { ANSWER_MS, asCustomer } from './support/asking.ts'
import { checkMessages } from './support/check-messages.ts'
import { testDice } from './support/dice.ts'
import { Extension } from './support/extension.ts'
import { expectSound, History } from './support/history.ts'
import { startLabServer } from './support/lab-server.ts'
import { SIZES } from './support/sizes.ts'
import { startTcpProxy } from './support/tcp-proxy.ts'
import { customerViewOf, TeamView } from './support/team-view.ts'
import { Writer } from './support/writer.ts'

// Fault 3: the line is cut after the server has committed and before the client hears of it.

/** The sequence under which the team was told of a message. */
function placeTold(observer: AgentClient, id: string): Promise<number> {
  return until(() =>
    observer.changes
      .flatMap(({ rows }) => rows)
      .flatMap((row) => (row.kind === 'message' && row.value.id === id ? [row.value.seq] : []))
      .at(0),
  )
}

interface Asking {
  timeout(ms: number): { emitWithAck(event: string, body: unknown): Promise<unknown> }
}

const PEOPLE = ['rina', 'sari', 'dimas'] as const

/** Every request that is done once. */
const ONCE = [
  ...Object.entries(AGENTS).map(([event, again]) => ({ who: 'agent' as const, event, again })),
  ...Object.entries(CUSTOMERS).map(([event, again]) => ({
    who: 'customer' as const,
    event,
    again,
  })),
].filter(({ again }) => again === 'once')

describe.each(ENGINES)('on %s, with the answer lost', (engine) => {
  test('a customer who sends again is given the first place, and nothing is stored twice', async () => {
    const dice = testDice()
    const server = await startLabServer(engine)
    const proxy = await startTcpProxy(server.port)
    const through = `http://127.0.0.1:${proxy.port}`
    const observer = await server.agent('sari')
    const writer = new Writer('customer', new History())
    let customer = await server.customer(undefined, through)
    await writer.say(1, asCustomer(customer))

    for (let cut = 0; cut < SIZES.cutAnswers; cut += 1) {
      proxy.swallowAnswers()
      let over = false
      const unanswered = writer.run(asCustomer(customer), () => over)
      const lost = await until(() => writer.unacknowledged.at(0))
      const place = await placeTold(observer, lost.id)
      over = true
      proxy.cut()
      await unanswered
      expect(lost.acknowledged).toBeNull()
      customer = await server.customer(customer, through)
      // Asked again once or several times, at once: the answer is always the first place.
      const again = await Promise.all(
        Array.from({ length: dice.between(1, 3) }, () =>
          asCustomer(customer)({ id: lost.id, text: lost.text }),
        ),
      )
      expect(again.map((answer) => resultOf(answer).seq)).toEqual(again.map(() => place))
      await writer.settle(asCustomer(customer))
      observer.changes.length = 0
    }

    const truth = new TeamView()
    await truth.pull(observer)
    const conversationId = truth.conversationOf(customer.id)?.id ?? ''
    writer.conversationId = conversationId
    const { view, problems } = await customerViewOf(customer, 'the customer', conversationId)
    const views = [truth.viewOf(conversationId, 'sari'), view]
    expectSound([...problems, ...checkMessages(writer.writes, views)])
    expect(writer.unacknowledged).toEqual([])
  })

  test('whatever is asked again is given its first answer, at once and after the conversation has gone on', async () => {
    const dice = testDice()
    const server = await startLabServer(engine, { behindProxy: true })
    const proxy = await startTcpProxy(server.port)
    const through = `http://127.0.0.1:${proxy.port}`
    const stage = await OnceStage.open(
      {
        agent: (name) => server.agent(PEOPLE.find((person) => person === name) ?? 'rina'),
        customer: (known) => server.customer(known),
        server,
      },
      MADE_TEAM.slug,
    )
    const observer = await server.agent('dimas')
    for (let cut = 0; cut < SIZES.cutRequests; cut += 1) {
      const { who, event } = ONCE[cut % ONCE.length] ?? { who: 'agent', event: '' }
      const one = await stage.prepare(who, event)
      const asking =
        who === 'agent'
          ? server.agent(isForAdmins(event) ? 'dimas' : 'rina', through)
          : server.customer(one.customer, through)
      const socket: Asking = (await asking).socket
      observer.changes.length = 0
      proxy.swallowAnswers()
      const unheard = socket
        .timeout(ANSWER_MS)
        .emitWithAck(event, one.body)
        .then(
          () => 'heard',
          () => 'lost',
        )
      // Copies of files, integrations and keys are told to nobody.
      if (!/^(file|integration|key):/.test(event)) await until(() => observer.changes.at(0))
      proxy.cut()
      expect(await unheard).toBe('lost')
      const [first, again] = await Promise.all([one.ask(), one.ask()])
      expect({ event, first }).toMatchObject({ event, first: { ok: true } })
      expect({ event, again }).toEqual({ event, again: first })
      await stage.goOn(one, dice.pick(['taken over', 'resolved', 'asked for a human'] as const))
      expect({ event, later: await one.ask() }).toEqual({ event, later: first })
    }
  })

  test("an agent's outbox delivers each message once, in order, and the panel shows it so", async () => {
    testDice()
    const server = await startLabServer(engine)
    const proxy = await startTcpProxy(server.port)
    const observer = await server.agent('sari')
    const customer = await server.customer()
    resultOf(await asCustomer(customer)({ id: newId(), text: 'I want to talk to a human' }))
    const truth = new TeamView()
    await truth.pull(observer)
    const conversationId = truth.conversationOf(customer.id)?.id ?? ''
    const rina = new Extension(`http://127.0.0.1:${proxy.port}`, await server.token('rina'))
    await rina.live()

    const texts = Array.from({ length: SIZES.cutOutboxMessages }, (_, n) => `note ${n + 1}`)
    for (const text of texts) {
      await sendMessage(rina.db, { conversationId, epoch: 0, text, visibility: 'team' })
    }
    proxy.swallowAnswers()
    void rina.sync.kick()
    for (const text of texts) {
      await until(() =>
        observer.changes
          .flatMap(({ rows }) => rows)
          .find((row) => row.kind === 'message' && row.value.text === text),
      )
      proxy.cut()
      await rina.live()
      proxy.swallowAnswers()
      void rina.sync.flush()
    }
    proxy.cut()
    await rina.live()
    await rina.sync.flush()
    await rina.until(
      () => rina.db.outbox.count(),
      (left) => left === 0,
    )

    await truth.pull(observer)
    const here = await rina.db.messages.where({ conversationId }).sortBy('seq')
    expectSound(
      checkMessages(
        [],
        [
          truth.viewOf(conversationId, 'sari'),
          { reader: "rina's panel", conversationId, complete: true, messages: here },
        ],
      ),
    )
    const sent = here.filter(({ visibility }) => visibility === 'team').map(({ text }) => text)
    expect(sent).toEqual(texts)
  })
})
