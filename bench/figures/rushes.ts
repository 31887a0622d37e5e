import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as newId } from 'uuid'
import { startServerProcess } from '../../scripts/server-process.ts'
import { DEMO_TEAM } from '../../server/demo/people.ts'
import { atMost, type Figure } from '../figure.ts'
import { resultOf } from '../support/agent-client.ts'
import { connectCustomer, reconnectCustomer } from '../support/customer-client.ts'
import { newCustomerFrom } from '../support/customer-from.ts'

const ASKING = 100
const PAGES = 3_000
const QUESTION = 'How long does a refund take and when do I get my money back?'
/** Pages that connect in the same moment; a browser's line takes its time, too. */
const AT_ONCE = 250

/** What many who come in one moment wait for: customers who ask the AI, and pages that come back after a restart. */
export async function rushes(): Promise<Figure[]> {
  return [
    await lastAnswer('a maker that takes 2 s', 4, 'bench/support/slow-maker-server.ts'),
    await lastAnswer('the embedded AI', 1, 'server/main.ts'),
    await pagesBack(),
  ]
}

/** A server on a database of its own, for as long as `run` takes. */
async function withServer<T>(
  program: string,
  run: (address: string, restart: () => Promise<string>) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-rush-'))
  const start = () =>
    startServerProcess(
      {
        ...{ BATON_DEMO: '1', BATON_PORT: '0', BATON_LOG_LEVEL: 'silent' },
        BATON_DATABASE: join(folder, 'baton.sqlite'),
        // All come from one address here.
        ...{ BATON_CUSTOMERS_PER_ADDRESS: '100000', BATON_CUSTOMERS_PER_TEAM: '100000' },
      },
      { program },
    )
  let server = await start()
  try {
    return await run(server.url, async () => {
      await server.kill()
      server = await start()
      return server.url
    })
  } finally {
    await server.stop()
    await rm(folder, { recursive: true })
  }
}

function lastAnswer(maker: string, most: number, program: string): Promise<Figure> {
  return withServer(program, async (url) => {
    const made = Array.from({ length: ASKING }, () => connectCustomer(url, DEMO_TEAM.slug))
    const customers = await Promise.all(made)
    const answered = customers.map(
      (socket) =>
        new Promise<void>((resolve) => {
          socket.on('message:added', ({ author }) => {
            if (author.kind === 'ai') resolve()
          })
        }),
    )
    const started = performance.now()
    for (const socket of customers) {
      void socket.emitWithAck('message:send', { id: newId(), text: QUESTION }).then(resultOf)
    }
    await Promise.all(answered)
    const seconds = (performance.now() - started) / 1_000
    for (const socket of customers) socket.close()
    return atMost(`100 customers ask at once, ${maker}: the last answer`, 's', seconds, most)
  })
}

/** Pages of customers who have written, back after a crash: each greeted, with its newest messages. */
function pagesBack(): Promise<Figure> {
  return withServer('server/main.ts', async (url, restart) => {
    const tokens: string[] = []
    await inTurns(PAGES, async (n) => {
      tokens[n] = (await newCustomerFrom(url, DEMO_TEAM.slug)).token
    })
    const back = await restart()
    const started = performance.now()
    const sockets = await inTurns(PAGES, async (n) => {
      const socket = await reconnectCustomer(back, tokens[n] ?? '')
      resultOf(await socket.emitWithAck('messages:pull', { after: 0, before: null, limit: 50 }))
      return socket
    })
    const seconds = (performance.now() - started) / 1_000
    for (const socket of sockets) socket.close()
    return atMost('3,000 pages of customers back at once: the last', 's', seconds, 3)
  })
}

/** Runs something so often, a bounded number of them in flight; answers in order. */
async function inTurns<T>(times: number, run: (n: number) => Promise<T>): Promise<T[]> {
  const results: T[] = []
  let next = 0
  const worker = async () => {
    while (next < times) {
      const n = next
      next += 1
      results[n] = await run(n)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return results
}
