import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { ENGINES } from '../acceptance/support/databases.ts'
import type { CustomerClient } from '../acceptance/support/clients.ts'
import { asColleague, asCustomer } from './support/asking.ts'
import { checkMessages } from './support/check-messages.ts'
import { testDice } from './support/dice.ts'
import { expectSound, History } from './support/history.ts'
import { startLabServer } from './support/lab-server.ts'
import { MARGIN, SIZES } from './support/sizes.ts'
import { customerViewOf, gapsIn, TeamView } from './support/team-view.ts'
import { Writer } from './support/writer.ts'

// Fault 1: the server dies (SIGKILL) while customers and agents write.

const OPEN_AGAIN_MS = 3_000
const CUSTOMERS = 3
/** The writers are under way by the first, and the server has lived long enough by the second. */
const KILL_AFTER_MS = [5, 250] as const

describe.each(ENGINES)('a server on %s that is killed at any instant', (engine) => {
  test('loses no acknowledged message, doubles none, and is there again soon', async () => {
    const dice = testDice()
    const history = new History()
    const server = await startLabServer(engine)
    const truth = new TeamView()
    let customers: CustomerClient[] = []
    for (let n = 0; n < CUSTOMERS; n += 1) customers.push(await server.customer())
    const writers = customers.map((_, n) => new Writer(`customer ${n + 1}`, history))
    const notes = customers.map((_, n) => new Writer(`rina to ${n + 1}`, history))

    // A first word each makes the conversations.
    const observer = await server.agent('sari')
    await Promise.all(
      writers.flatMap((writer, n) => {
        const customer = customers[n]
        return customer ? [writer.say(1, asCustomer(customer))] : []
      }),
    )
    await truth.pull(observer)
    for (const [n, { id }] of customers.entries()) {
      const conversation = truth.conversationOf(id)?.id ?? ''
      for (const writer of [writers[n], notes[n]]) if (writer) writer.conversationId = conversation
    }
    observer.socket.disconnect()

    for (let kill = 0; kill < SIZES.kills; kill += 1) {
      const watching = await server.agent('sari')
      const rina = await server.agent('rina')
      let dead = false
      const load = [...writers.entries()].flatMap(([n, writer]) => {
        const customer = customers[n]
        const note = notes[n]
        if (!customer || !note) return []
        const isDead = () => dead
        return [
          writer.run(asCustomer(customer), isDead),
          note.run(
            asColleague(rina, () => note.conversationId),
            isDead,
          ),
        ]
      })
      await setTimeout(dice.between(...KILL_AFTER_MS))
      await server.kill()
      dead = true
      await Promise.all(load)

      const opened = await server.start()
      expect(opened).toBeLessThan(OPEN_AGAIN_MS * MARGIN)
      await truth.pull(await server.agent('dimas'))
      expectSound([
        ...check(),
        ...truth.toldTooEarly(watching.changes),
        ...gapsIn(watching.changes),
      ])
      customers = await Promise.all(customers.map((customer) => server.customer(customer)))
    }

    // At rest, what was left unanswered is sent once more; every reader sees the same.
    const rina = await server.agent('rina')
    for (const [n, customer] of customers.entries()) {
      await writers[n]?.settle(asCustomer(customer))
      await notes[n]?.settle(asColleague(rina, () => notes[n]?.conversationId ?? ''))
    }
    const fresh = new TeamView()
    await truth.pull(rina)
    await fresh.pull(rina)
    const pulled = await Promise.all(
      customers.map((customer, n) =>
        customerViewOf(customer, `customer ${n + 1}`, writers[n]?.conversationId ?? ''),
      ),
    )
    const anew = writers.map(({ conversationId }) => fresh.viewOf(conversationId, 'a new agent'))
    expectSound([
      ...check([...anew, ...pulled.map(({ view }) => view)]),
      ...pulled.flatMap(({ problems }) => problems),
    ])
    const all = [...writers, ...notes]
    expect(all.flatMap(({ unacknowledged }) => unacknowledged)).toEqual([])
    // The load was one: every writer got something through in this run.
    expect(Math.min(...all.map(({ writes }) => writes.length))).toBeGreaterThan(SIZES.kills)

    function check(others: Parameters<typeof checkMessages>[1] = []): string[] {
      const mine = writers.map(({ conversationId }) => truth.viewOf(conversationId, 'dimas'))
      return checkMessages(
        [...writers, ...notes].flatMap(({ writes }) => writes),
        [...mine, ...others],
      )
    }
  })
})
