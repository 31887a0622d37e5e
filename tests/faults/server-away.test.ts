import { setTimeout } from 'node:timers/promises'
import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { waitingCount } from '../../db/queries/waiting-count.ts'
import { getConnection } from '../../db/queries/get-connection.ts'
import { ENGINES, type Engine } from '../acceptance/support/databases.ts'
import { resultOf, type CustomerClient } from '../acceptance/support/clients.ts'
import { checkBadge } from './support/check-badge.ts'
import { testDice } from './support/dice.ts'
import { Extension, HeldClock } from './support/extension.ts'
import { expectSound } from './support/history.ts'
import { startLabServer, type LabServer } from './support/lab-server.ts'
import { startTcpProxy, type TcpProxy } from './support/tcp-proxy.ts'
import { TeamView } from './support/team-view.ts'

// Fault 10: the worker dies of idleness, the server is down for ten minutes, the laptop sleeps. Time is the
// extension's: it passes when the test says so.

const SECOND = 1_000
const MINUTE = 60 * SECOND
const CURRENT_WITHIN_S = 30
/** Chrome wakes a dead worker by the alarm this often. */
const ALARM_S = 30

let server: LabServer
let proxy: TcpProxy
let clock: HeldClock
let rina: Extension

/** A server, and an extension that is connected to it by a proxy. */
async function setUp(engine: Engine): Promise<void> {
  server = await startLabServer(engine)
  proxy = await startTcpProxy(server.port)
  clock = new HeldClock()
  rina = new Extension(`http://127.0.0.1:${proxy.port}`, await server.token('rina'), clock)
  await rina.live()
}

/** One second of the extension's, with the alarm when it is due, and everything that comes of it. */
async function second(passed: number): Promise<void> {
  clock.pass(SECOND)
  // What was begun has a moment of real time to be heard by the other side.
  await setTimeout(1)
  // The alarm finds a worker that is alive, or starts one; either makes sure of the connection.
  if (passed % ALARM_S === 0) await rina.sync.ensureConnected()
}

/** Seconds until the extension is connected and current; fails when that takes longer than it may. */
async function untilCurrent(): Promise<void> {
  for (let passed = 1; passed <= CURRENT_WITHIN_S; passed += 1) {
    await second(passed)
    // A try that is under way is let finish: its work takes no time on the extension's clock.
    const { status } = await getConnection(rina.db)
    if (status === 'live') return
    const dialled = passed === CURRENT_WITHIN_S ? await rina.sync.ensureConnected() : null
    if (dialled?.ok) return rina.untilStatus('live')
  }
  throw new Error(`Not connected ${CURRENT_WITHIN_S} s after the server had come back.`)
}

async function askForHuman(customer: CustomerClient): Promise<void> {
  resultOf(await customer.socket.emitWithAck('message:send', { id: newId(), text: 'Hello' }))
  resultOf(await customer.socket.emitWithAck('human:ask', { id: newId() }))
}

async function expectTrueBadge(): Promise<void> {
  const truth = new TeamView()
  await truth.pull(await server.agent('sari'))
  await rina.until(
    () => rina.db.meta.get('cursor'),
    (row) => row?.key === 'cursor' && row.value.rev >= truth.rev,
  )
  const problem = checkBadge(await waitingCount(rina.db), [...truth.conversations.values()])
  expectSound(problem === null ? [] : [problem])
}

describe.each(ENGINES)('an extension whose server is on %s', (engine) => {
  test('is current within 30 s after the server was down for ten minutes', async () => {
    const dice = testDice()
    await setUp(engine)
    const waitingBefore = await server.customer()
    await askForHuman(waitingBefore)
    await server.kill()
    for (let passed = 1; passed <= 10 * 60; passed += 1) {
      await second(passed)
      // Without a connection nothing keeps the worker alive.
      if (dice.fraction() < 0.02) rina.killWorker()
    }
    await rina.untilStatus('offline')
    await server.start()
    await askForHuman(await server.customer())
    await untilCurrent()
    await expectTrueBadge()
  })

  test('whose worker died of idleness is current with the next alarm', async () => {
    testDice()
    await setUp(engine)
    rina.killWorker()
    await askForHuman(await server.customer())
    await untilCurrent()
    await expectTrueBadge()
  })

  test('of a laptop that slept is current within 30 s of waking', async () => {
    const dice = testDice()
    await setUp(engine)
    proxy.blackHole()
    await askForHuman(await server.customer())
    clock.sleep(dice.between(2, 600) * MINUTE)
    proxy.resume()
    await untilCurrent()
    await expectTrueBadge()
    expect((await getConnection(rina.db)).status).toBe('live')
  })
})
