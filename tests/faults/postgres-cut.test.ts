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
  const writer = new Writer('customer', new History())
  const customer = await server.customer()
  await writer.say(1, asCustomer(customer))

  for (let cut = 0; cut < SIZES.cutCommits; cut += 1) {
    const how = dice.pick<Verdict>(['cut-before', 'cut-after'])
    let cuts = 0
    proxy.watch((sent) => {
      if (cuts > 0 || !isCommit(sent)) return 'pass'
      cuts += 1
      return how
    })
    await writer.say(dice.between(1, 8), asCustomer(customer))
    await until(() => (cuts > 0 ? true : undefined))
    console.log('cut',cut,how,cuts,customer.socket.connected,writer.writes.length);const started = performance.now()
    // The customer's page sends again what was not acknowledged, until it is.
    let k=0;while (writer.unacknowledged.length > 0 && k++<30) await writer.settle(asCustomer(customer))
    expect(performance.now() - started).toBeLessThan(RECOVERS_MS * MARGIN)
  }
  proxy.watch(() => 'pass')

  const truth = new TeamView()
  await truth.pull(observer)
  const conversationId = truth.conversationOf(customer.id)?.id ?? ''
  writer.conversationId = conversationId
  const { view, problems } = await customerViewOf(customer, 'the customer', conversationId)
  expectSound([
    ...problems,
    ...truth.toldTooEarly(observer.changes),
    ...checkMessages(writer.writes, [truth.viewOf(conversationId, 'sari'), view]),
  ])
})

test('what was committed while the server could not hear of it is told all the same', async () => {
  testDice()
  const { proxy, through } = await startLine()
  const server = await startLabServer('postgres', { through })
  const observer = await server.agent('sari')
  const customer = await server.customer()
  const writer = new Writer('customer', new History())
  await writer.say(1, asCustomer(customer))
  let cuts = 0
  proxy.watch((sent) => {
    if (cuts > 0 || !isCommit(sent)) return 'pass'
    cuts += 1
    return 'cut-after'
  })
  await writer.say(1, asCustomer(customer))
  await writer.settle(asCustomer(customer))
  expect(writer.unacknowledged).toEqual([])

  // Nobody writes any more: the team hears of it by itself, and the customer too.
  const truth = new TeamView()
  await truth.pull(await server.agent('dimas'))
  const heartbeat = new Promise<number>((resolve) => {
    observer.socket.on('heartbeat', ({ rev }) => rev >= truth.rev && resolve(rev))
  })
  const told = observer.changes.some(({ rev }) => rev >= truth.rev)
  expect(told || (await heartbeat) >= truth.rev).toBe(true)
})
