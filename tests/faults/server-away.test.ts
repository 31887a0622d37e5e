import { setTimeout } from 'node:timers/promises'
import { describe, test } from 'vitest'
import { waitingCount } from '../../db/queries/waiting-count.ts'
import { getCursor } from '../../db/queries/get-cursor.ts'
import { ENGINES, type Engine } from '../acceptance/support/databases.ts'
import type { CustomerClient } from '../acceptance/support/clients.ts'
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
/** Real milliseconds for each of the extension's seconds. */
const REAL_MS = 2
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
  await setTimeout(REAL_MS)
  // The alarm finds a worker that is alive, or starts one; either makes sure of the connection.
  if (passed % ALARM_S === 0) await rina.sync.ensureConnected()
}

/** Lets at most 30 s pass until the extension has everything; what the badge then says must be true. */
async function expectCurrentSoon(): Promise<void> {
  const truth = new TeamView()
  await truth.pull(await server.agent('sari'))
  const isCurrent = async () => {
    const cursor = await getCursor(rina.db)
    return cursor !== null && cursor.rev >= truth.rev
  }
  for (let passed = 1; passed <= CURRENT_WITHIN_S && !(await isCurrent()); passed += 1) {
    await second(passed)
  }
  // What was begun by now is let finish: its work takes no time on the extension's clock.
  await rina.until(isCurrent, (current) => current)
  await rina.untilStatus('live')
  const problem = checkBadge(await waitingCount(rina.db), [...truth.conversations.values()])
  expectSound(problem === null ? [] : [problem])
}

async function askForHuman(customer: CustomerClient): Promise<void> {
  await customer.says('Hello')
  await customer.ask('human:ask', {})
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
    await expectCurrentSoon()
  })
})

// These two are the client's alone: what the server keeps its data in makes no difference.
describe('an extension', () => {
  const engine = 'sqlite'

  test('whose worker died of idleness is current with the next alarm', async () => {
    testDice()
    await setUp(engine)
    rina.killWorker()
    await askForHuman(await server.customer())
    await expectCurrentSoon()
  })

  test('of a laptop that slept is current within 30 s of waking', async () => {
    const dice = testDice()
    await setUp(engine)
    proxy.blackHole()
    await askForHuman(await server.customer())
    clock.sleep(dice.between(2, 600) * MINUTE)
    proxy.resume()
    await expectCurrentSoon()
  })
})
