import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { startServerProcess, type ServerProcess } from '../../scripts/server-process.ts'
import { MADE_TEAM, makeTeamIn, SECRET } from '../../tests/support/made-team.ts'
import type { Figure } from '../figure.ts'
import { median, percentile } from '../statistics.ts'
import { connectCustomer } from '../support/customer-client.ts'

const RUNS = 5
const VICTIM = '198.51.100.1'
const ASKED = 200
const PAUSE_MS = 10
/** Until a flood is at its height. */
const RISE_MS = 1_000

const KINDS = [
  ['words', 'sixty customers of one address at full speed'],
  ['unheard', 'the same with events that await no answer'],
] as const

/**
 * What a flood from one address costs everybody else: a customer's request while it lasts, beside the same request to
 * a server that drops everything. Both are flooded by the same process, one after the other in each run.
 */
export async function floods(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-floods-'))
  const database = join(folder, 'baton.sqlite')
  await makeTeamIn(database)
  const [baton, dropping] = await Promise.all([
    // With the limits that everybody has, but for new customers: those of a run are made at once.
    startServerProcess({
      ...{ BATON_PROXIES: '1', BATON_SECRET: SECRET, BATON_PORT: '0', BATON_LOG_LEVEL: 'silent' },
      ...{ BATON_CUSTOMERS_PER_ADDRESS: '100000', BATON_CUSTOMERS_PER_TEAM: '100000' },
      BATON_DATABASE: database,
    }),
    startServerProcess({}, { program: 'bench/baseline/dropping-server.ts' }),
  ])
  try {
    const figures: Figure[] = []
    for (const [kind, what] of KINDS) figures.push(await figureOf(kind, what, baton, dropping))
    return figures
  } finally {
    await Promise.all([baton.stop(), dropping.stop()])
    await rm(folder, { recursive: true })
  }
}

async function figureOf(
  kind: string,
  what: string,
  baton: ServerProcess,
  dropping: ServerProcess,
): Promise<Figure> {
  const ours: number[] = []
  const theirs: number[] = []
  for (let run = 0; run < RUNS; run += 1) {
    ours.push(await p99While(kind, baton))
    theirs.push(await p99While(kind, dropping))
  }
  const [value, base] = [median(ours), median(theirs)]
  return {
    what: `another customer's request during a flood: ${what}, p99`,
    unit: 'ms',
    value,
    baseline: { what: 'a server that drops everything', value: base },
    target: 'ratio ≤ 2',
    met: value / base <= 2,
  }
}

async function p99While(kind: string, { url }: ServerProcess): Promise<number> {
  const victim = await connectCustomer(url, MADE_TEAM.slug, VICTIM)
  const flood = await startServerProcess(
    {},
    { program: 'bench/support/flood.ts', args: [url, MADE_TEAM.slug, kind] },
  )
  try {
    await setTimeout(RISE_MS)
    const times: number[] = []
    for (let n = 0; n < ASKED; n += 1) {
      const started = performance.now()
      await victim.emitWithAck('messages:pull', { after: 0, before: null, limit: 1 })
      times.push(performance.now() - started)
      await setTimeout(PAUSE_MS)
    }
    return percentile(times, 0.99)
  } finally {
    await flood.kill()
    victim.close()
  }
}
