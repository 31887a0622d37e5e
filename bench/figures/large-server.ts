import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { ChangesPage, Place } from '@baton/protocol/changes.ts'
import { startServerProcess, type ServerProcess } from '../../scripts/server-process.ts'
import { DEMO_PEOPLE, DEMO_TEAM } from '../../server/demo/people.ts'
import { atMost, type Figure } from '../figure.ts'
import { percentile } from '../statistics.ts'
import { connectAgent, greetedAgent, resultOf, signIn } from '../support/agent-client.ts'
import { connectCustomer } from '../support/customer-client.ts'
import { fillServer } from '../support/fill-server.ts'
import { residentMemory } from '../support/memory.ts'

const PROBE_MS = 20
const SEARCHES = 20
const SEARCHED_MS = 10_000
/** Of as many messages as words come: what costs a search the most. */
const WORST = ['a b c d e f g h', 'i', 'how do i', 'card card card card']

/** What a team of 100,000 conversations and 1,000,000 messages costs the server: a new agent's copy, and a hostile search. */
export async function largeServer(
  size = { conversations: 100_000, messages: 10 },
): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-large-server-'))
  const database = join(folder, 'baton.sqlite')
  await fillServer(database, size)
  const server = await startServerProcess({
    ...{ BATON_DEMO: '1', BATON_PORT: '0', BATON_LOG_LEVEL: 'silent', BATON_DATABASE: database },
    // One account stands for fifty.
    BATON_REQUESTS_PER_SECOND: '100000',
  })
  try {
    return [...(await firstSyncs(server)), await hostileSearch(server)]
  } finally {
    await server.stop()
    await rm(folder, { recursive: true })
  }
}

async function firstSyncs(server: ServerProcess): Promise<Figure[]> {
  const before = await residentMemory(server.pid)
  const one = await syncAtOnce(server, 1)
  const grown = (await residentMemory(server.pid)) - before
  const fifty = await syncAtOnce(server, 50)
  return [
    atMost('first sync, 100,000 conversations: bytes', 'MB', one.bytes / 1e6, 20),
    atMost('first sync, 100,000 conversations', 's', one.ms / 1_000, 4),
    atMost("first sync, 100,000 conversations: the server's memory", 'MB', grown, 50),
    atMost('fifty first syncs at once: the last', 's', fifty.ms / 1_000, 60),
    atMost("fifty first syncs at once: another's request, p99", 'ms', fifty.others, 100),
  ]
}

async function syncAtOnce(
  { url }: ServerProcess,
  agents: number,
): Promise<{ ms: number; bytes: number; others: number }> {
  const token = await signIn(url, DEMO_PEOPLE[0].email, DEMO_PEOPLE[0].password)
  let bytes = 0
  const { ms, others } = await whileProbed(url, async () => {
    const all = Array.from({ length: agents }, () => firstSync(url, token))
    for (const one of await Promise.all(all)) bytes = Math.max(bytes, one)
  })
  return { ms, bytes, others }
}

/** As a new browser pulls: everything up to the newest revision, one page at a time. Answers with its bytes. */
async function firstSync(url: string, token: string): Promise<number> {
  const { socket, hello } = await greetedAgent(url, token)
  let bytes = 0
  let timeline: string | null = null
  let after = 0
  let place: Place | null = null
  for (;;) {
    const asked = { timeline, after, place, horizon: hello.rev, limit: 1_000 }
    const page: ChangesPage = resultOf(await socket.emitWithAck('changes:pull', asked))
    bytes += Buffer.byteLength(JSON.stringify(page))
    if (page.rev >= page.newest) break
    timeline = page.timeline
    after = page.rev
    place = page.place
  }
  socket.disconnect()
  return bytes
}

async function hostileSearch({ url }: ServerProcess): Promise<Figure> {
  const { email, password } = DEMO_PEOPLE[1]
  const socket = await connectAgent(url, await signIn(url, email, password))
  const { others } = await whileProbed(url, async () => {
    const end = performance.now() + SEARCHED_MS
    const search = async (n: number) => {
      while (performance.now() < end) {
        const query = WORST[n % WORST.length] ?? ''
        const answer = await socket.emitWithAck('search:messages', { query, limit: 50 })
        if (!answer.ok) await setTimeout(PROBE_MS)
      }
    }
    await Promise.all(Array.from({ length: SEARCHES }, (_, n) => search(n)))
  })
  socket.disconnect()
  return atMost(
    "an agent's hostile searches over 1,000,000 messages: another's request, p99",
    ...(['ms', others, 20] as const),
  )
}

/** How long something takes, and the 99th percentile of a customer's request meanwhile, in milliseconds. */
async function whileProbed(
  url: string,
  run: () => Promise<void>,
): Promise<{ ms: number; others: number }> {
  const socket = await connectCustomer(url, DEMO_TEAM.slug)
  const times: number[] = []
  let over = false
  const probe = async () => {
    while (!over) {
      const started = performance.now()
      await socket.emitWithAck('messages:pull', { after: 0, before: null, limit: 1 })
      times.push(performance.now() - started)
      await setTimeout(PROBE_MS)
    }
  }
  const probing = probe()
  const started = performance.now()
  await run()
  const ms = performance.now() - started
  over = true
  await probing
  socket.close()
  return { ms, others: percentile(times, 0.99) }
}
