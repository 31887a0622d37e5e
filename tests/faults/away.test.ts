import { liveQuery } from 'dexie'
import { describe, expect, test } from 'vitest'
import { getCursor } from '../../db/queries/get-cursor.ts'
import { ENGINES } from '../acceptance/support/databases.ts'
import type { CustomerClient } from '../acceptance/support/clients.ts'
import { asCustomer } from './support/asking.ts'
import { checkMessages, type View } from './support/check-messages.ts'
import { testDice } from './support/dice.ts'
import { Extension, HeldClock } from './support/extension.ts'
import { expectSound, History } from './support/history.ts'
import { startLabServer } from './support/lab-server.ts'
import { SIZES } from './support/sizes.ts'
import { startTcpProxy } from './support/tcp-proxy.ts'
import { TeamView } from './support/team-view.ts'
import { Writer } from './support/writer.ts'

// Fault 4: an agent's browser is away while hundreds of messages arrive.

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const CUSTOMERS = 5

const ABSENCES = [
  { name: '5 s in a tunnel', ms: 5 * SECOND, how: 'black hole' },
  { name: '3 min with the worker killed', ms: 3 * MINUTE, how: 'killed' },
  { name: '25 h asleep, the server restarted meanwhile', ms: 25 * HOUR, how: 'asleep' },
] as const

/** Every state of the local database that a panel would have painted. */
function watchPanel(extension: Extension): { wrong: string[]; stop: () => void } {
  const wrong: string[] = []
  const subscription = liveQuery(() => viewsOf(extension)).subscribe((views) => {
    wrong.push(...checkMessages([], views))
  })
  return { wrong, stop: () => subscription.unsubscribe() }
}

async function viewsOf({ db }: Extension): Promise<View[]> {
  const messages = await db.messages.orderBy('[conversationId+seq]').toArray()
  // What the demo team's past holds is only there in part: a first sync brings the newest of it.
  return [...Map.groupBy(messages, ({ conversationId }) => conversationId)].map(
    ([conversationId, all]) => {
      const complete = all[0]?.seq === 1
      return { reader: "rina's panel", conversationId, complete, messages: all }
    },
  )
}

describe.each(ENGINES)('a client of a server on %s', (engine) => {
  test('that comes and goes has no gap, and nothing out of order at any moment', async () => {
    const dice = testDice()
    const server = await startLabServer(engine)
    const proxy = await startTcpProxy(server.port)
    const clock = new HeldClock()
    const through = `http://127.0.0.1:${proxy.port}`
    const rina = new Extension(through, await server.token('rina'), clock)
    const history = new History()
    let customers: CustomerClient[] = []
    for (let n = 0; n < CUSTOMERS; n += 1) customers.push(await server.customer())
    const writers = customers.map((_, n) => new Writer(`customer ${n + 1}`, history))
    const say = (count: number) =>
      Promise.all(
        writers.flatMap((writer, n) => {
          const customer = customers[n]
          return customer ? [writer.say(count, asCustomer(customer))] : []
        }),
      )
    await say(dice.between(1, 5))
    await rina.live()
    const panel = watchPanel(rina)
    const truth = new TeamView()
    await truth.pull(await server.agent('sari'))
    for (const [n, { id }] of customers.entries()) {
      const writer = writers[n]
      if (writer) writer.conversationId = truth.conversationOf(id)?.id ?? ''
    }

    const half = SIZES.missedMessages / CUSTOMERS / 2
    for (const { name, ms, how } of ABSENCES) {
      if (how === 'killed') rina.killWorker()
      else proxy.blackHole()
      await say(half)
      if (how === 'asleep') {
        await server.kill()
        await server.start()
        customers = await Promise.all(customers.map((customer) => server.customer(customer)))
      }
      await say(half)
      clock.sleep(ms)
      // Nobody stops writing for somebody who comes back.
      const meanwhile = say(dice.between(5, 20))
      proxy.resume()
      await rina.sync.ensureConnected()
      await meanwhile

      await truth.pull(await server.agent('sari'))
      await rina.until(
        () => getCursor(rina.db),
        (cursor) => cursor !== null && cursor.rev >= truth.rev,
      )
      const ids = writers.map(({ conversationId }) => conversationId)
      const views = (await viewsOf(rina)).filter(({ conversationId }) =>
        ids.includes(conversationId),
      )
      const stored = ids.map((id) => truth.viewOf(id, 'sari'))
      const writes = writers.flatMap((writer) => writer.writes)
      const problems = [...panel.wrong, ...checkMessages(writes, [...views, ...stored])]
      expectSound(problems.map((problem) => `after ${name}: ${problem}`))
      for (const { conversationId, messages } of stored) {
        // The AI may have answered between the two looks: what came after the truth's is not its matter.
        const last = messages.at(-1)?.seq ?? 0
        const seen = views.find((view) => view.conversationId === conversationId)?.messages ?? []
        const places = seen.map(({ seq }) => seq).filter((seq) => seq <= last)
        expect(places).toEqual(messages.map(({ seq }) => seq))
      }
    }
    panel.stop()
  })
})
