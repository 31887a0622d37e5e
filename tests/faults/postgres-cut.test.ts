import { expect, test } from 'vitest'
import { until } from '../acceptance/support/world.ts'
import { asCustomer } from './support/asking.ts'
import { checkMessages } from './support/check-messages.ts'
import { testDice } from './support/dice.ts'
import { expectSound, History } from './support/history.ts'
import { startLabServer } from './support/lab-server.ts'
import { MARGIN, SIZES } from './support/sizes.ts'
import { startTcpProxy, type TcpProxy, type Verdict } from './support/tcp-proxy.ts'
import { customerViewOf, TeamView } from './support/team-view.ts'
import { Writer } from './support/writer.ts'

// Fault 9: the connection between the server and PostgreSQL is cut at a COMMIT, before PostgreSQL has heard
// of it or after it has committed.

const RECOVERS_MS = 5_000
const CUSTOMERS = 3

/** A line to PostgreSQL, and the address of a database by that line. */
async function startLine(): Promise<{ proxy: TcpProxy; through: (address: string) => string }> {
  const proxy = await startTcpProxy(0)
  const through = (address: string) => {
    const url = new URL(address)
    proxy.target = Number(url.port)
    url.port = String(proxy.port)
    return url.href
  }
  return { proxy, through }
}

const isCommit = (sent: Buffer) => /commit/i.test(sent.toString('latin1'))

test('no message is acknowledged without its row, and the server recovers by itself', async () => {
  const dice = testDice()
  const { proxy, through } = await startLine()
  const server = await startLabServer('postgres', { through })
  const observer = await server.agent('sari')
  const history = new History()
  const customers = await Promise.all(Array.from({ length: CUSTOMERS }, () => server.customer()))
  const talks = customers.map((customer, n) => {
    // One at a time, as outboxes do: what overtakes a message that failed would be out of order.
    return {
      customer,
      writer: new Writer(`customer ${n + 1}`, history, 1),
      send: asCustomer(customer),
    }
  })
  const all = (work: (talk: (typeof talks)[number]) => Promise<void>) =>
    Promise.all(talks.map(work))
  await all(({ writer, send }) => writer.say(1, send))

  for (let cut = 0; cut < SIZES.cutCommits; cut += 1) {
    const cuts = cutNextCommit(proxy, dice.pick<Verdict>(['cut-before', 'cut-after']))
    await all(({ writer, send }) => writer.say(dice.between(1, 4), send))
    await until(() => (cuts() > 0 ? true : undefined))
    const started = performance.now()
    // The customers' pages send again what was not acknowledged, until it is.
    await all(async ({ writer, send }) => {
      while (writer.unacknowledged.length > 0) await writer.settle(send)
    })
    expect(performance.now() - started).toBeLessThan(RECOVERS_MS * MARGIN)
  }

  const truth = new TeamView()
  await truth.pull(observer)
  expectSound(truth.toldTooEarly(observer.changes))
  for (const { customer, writer } of talks) {
    writer.conversationId = truth.conversationOf(customer.id)?.id ?? ''
    const { view, problems } = await customerViewOf(customer, writer.name, writer.conversationId)
    const views = [truth.viewOf(writer.conversationId, 'sari'), view]
    expectSound([...problems, ...checkMessages(writer.writes, views)])
  }
})

test('what was committed while the server could not hear of it is told all the same', async () => {
  testDice()
  const { proxy, through } = await startLine()
  const server = await startLabServer('postgres', { through })
  const observer = await server.agent('sari')
  const customer = await server.customer()
  const writer = new Writer('customer', new History(), 1)
  await writer.say(1, asCustomer(customer))
  // A human is waited for, so nobody but this customer writes from here on.
  await customer.ask('human:ask', {})
  const before = new TeamView()
  await before.pull(observer)
  let toldAgent = before.rev
  observer.socket.on('heartbeat', ({ rev }) => (toldAgent = Math.max(toldAgent, rev)))
  const toldCustomer = new Promise<number>((resolve) => {
    customer.socket.once('hello', ({ lastSeq }) => resolve(lastSeq))
  })
  cutNextCommit(proxy, 'cut-after')
  await writer.say(1, asCustomer(customer))
  await writer.settle(asCustomer(customer))
  expect(writer.unacknowledged).toEqual([])
  const truth = new TeamView()
  await truth.pull(observer)
  // Who comes back is noted as well, so that there may be more than one revision.
  expect(truth.rev).toBeGreaterThan(before.rev)
  await expect.poll(() => toldAgent).toBe(truth.rev)
  expect(await toldCustomer).toBe(writer.writes.at(-1)?.acknowledged)
})

/** Cuts the line at the next COMMIT; answers how often it has. */
function cutNextCommit(proxy: TcpProxy, how: Verdict): () => number {
  let cuts = 0
  proxy.watch((sent) => {
    if (cuts > 0 || !isCommit(sent)) return 'pass'
    cuts += 1
    return how
  })
  return () => cuts
}
