// `npm run bench`: every figure beside its baseline in the same run. Prints a table, writes it as JSON.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildIfStale, CHROME_EXTENSION, CUSTOMER_PAGE } from '../scripts/build-if-stale.ts'
import { ROOT } from '../scripts/run-step.ts'
import { startServerProcess } from '../scripts/server-process.ts'
import { printTable, type Figure } from './figure.ts'
import { templatePicker } from './figures/template-picker.ts'
import { paintTimes } from './figures/paint.ts'
import { largeCopy } from './figures/large-copy.ts'
import { memoryAtRest, scriptSizes } from './figures/size.ts'
import { throughput } from './figures/throughput.ts'

await buildIfStale(CUSTOMER_PAGE)
await buildIfStale(CHROME_EXTENSION)

const folder = await mkdtemp(join(tmpdir(), 'baton-bench-'))
const [baton, bare] = await Promise.all([
  startServerProcess({
    BATON_DEMO: '1',
    BATON_PORT: '0',
    BATON_DATABASE: join(folder, 'baton.sqlite'),
    BATON_LOG_LEVEL: 'error',
    // One agent sends as fast as it can here; the limit that stops such an agent is not what is measured.
    BATON_REQUESTS_PER_SECOND: '100000',
  }),
  startServerProcess(
    { BATON_DATABASE: join(folder, 'bare.sqlite') },
    { program: 'bench/baseline/socket-server.ts' },
  ),
])

const figures: Figure[] = []
try {
  figures.push(await memoryAtRest(baton, bare))
  figures.push(...(await scriptSizes()))
  figures.push(...(await paintTimes(baton, bare)))
  figures.push(...(await templatePicker(baton, bare)))
  figures.push(...(await largeCopy(baton)))
  figures.push(...(await throughput(baton, bare)))
} finally {
  await Promise.all([baton.stop(), bare.stop()])
  await rm(folder, { recursive: true })
}

console.log(printTable(figures))
const result = join(ROOT, '.baton', 'bench.json')
await mkdir(join(ROOT, '.baton'), { recursive: true })
const machine = { cores: cpus().length, cpu: cpus()[0]?.model, node: process.version }
await writeFile(
  result,
  `${JSON.stringify({ at: new Date().toISOString(), machine, figures }, null, 2)}\n`,
)
console.log(`\nWritten to ${join('.baton', 'bench.json')}.`)
