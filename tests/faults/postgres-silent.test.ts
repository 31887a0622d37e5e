import { expect, test } from 'vitest'
import { until } from '../acceptance/support/world.ts'
import { asCustomer } from './support/asking.ts'
import { checkMessages } from './support/check-messages.ts'
import { testDice } from './support/dice.ts'
import { expectSound, History } from './support/history.ts'
import { startLabServer } from './support/lab-server.ts'
import { startTcpProxy, type Verdict } from './support/tcp-proxy.ts'
import { customerViewOf, TeamView } from './support/team-view.ts'
import { Writer } from './support/writer.ts'

// The line to PostgreSQL dies without a word in the middle of a write: no packet says that it has.

const TIMEOUT_S = 2

/** The statement that is never heard of, or whose answer is not: the first leaves a lock behind. */
test.each([
  ['the lock is taken and COMMIT is not heard', /commit/i],
  ['the first statement is not heard', /update "teams"/i],
])('a silent line holds nobody up for ever: %s', async (_name, statement) => {
  testDice()
  const proxy = await startTcpProxy(0)
  const server = await startLabServer('postgres', {
    through: (address) => {
      const url = new URL(address)
      proxy.target = Number(url.port)
      url.port = String(proxy.port)
      return url.href
    },
    env: { BATON_DATABASE_TIMEOUT: String(TIMEOUT_S) },
  })
  const observer = await server.agent('sari')
  const customers = [await server.customer(), await server.customer()]
  const history = new History()
  const talks = customers.map((customer, n) => ({
    writer: new Writer(`customer ${n + 1}`, history, 1),
    send: asCustomer(customer),
  }))
  const all = (work: (talk: (typeof talks)[number]) => Promise<void>) =>
    Promise.all(talks.map(work))
  await all(({ writer, send }) => writer.say(1, send))

  let frozen = 0
  proxy.watch((sent): Verdict => {
    if (frozen > 0 || !statement.test(sent.toString('latin1'))) return 'pass'
    frozen += 1
    return 'freeze'
  })
  await all(({ writer, send }) => writer.say(2, send))
  await until(() => (frozen > 0 ? true : undefined))
  await all(async ({ writer, send }) => {
    while (writer.unacknowledged.length > 0) await writer.settle(send)
  })

  const truth = new TeamView()
  await truth.pull(observer)
  expectSound(truth.toldTooEarly(observer.changes))
  for (const [n, customer] of customers.entries()) {
    const writer = talks[n]?.writer
    if (!writer) continue
    writer.conversationId = truth.conversationOf(customer.id)?.id ?? ''
    const { view, problems } = await customerViewOf(customer, writer.name, writer.conversationId)
    const views = [truth.viewOf(writer.conversationId, 'sari'), view]
    expectSound([...problems, ...checkMessages(writer.writes, views)])
  }
  expect(frozen).toBe(1)
  await proxy.close()
})
