// `npm run bench`: every figure beside its baseline in the same run. Prints a table, writes it as JSON. `npm run bench --
// floods rushes` runs those alone.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildIfStale, CHROME_EXTENSION, CUSTOMER_PAGE } from '../scripts/build-if-stale.ts'
import { ROOT } from '../scripts/run-step.ts'
import { startServerProcess } from '../scripts/server-process.ts'
import { printTable, type Figure } from './figure.ts'
import { templatePicker } from './figures/template-picker.ts'
import { paintTimes } from './figures/paint.ts'
import { boundedCopy } from './figures/bounded-copy.ts'
import { largeCopy } from './figures/large-copy.ts'
import { memoryAtRest, scriptSizes } from './figures/size.ts'
import { floods } from './figures/floods.ts'
import { largeServer } from './figures/large-server.ts'
import { rushes } from './figures/rushes.ts'
import { throughput } from './figures/throughput.ts'

/** In the order they are run: what is measured on the quiet server comes before what fills it. */
const MEASURED: Record<string, () => Promise<Figure[]>> = {
  'memory-at-rest': async () => [await memoryAtRest(baton, bare)],
  'script-sizes': scriptSizes,
  'paint-times': () => paintTimes(baton, bare),
  'template-picker': () => templatePicker(baton, bare),
  'large-copy': () => largeCopy(baton),
  'bounded-copy': () => boundedCopy(baton),
  throughput: () => throughput(baton, bare),
  floods,
  rushes,
  'large-server': largeServer,
}
const named = process.argv.slice(2)
const unknown = named.filter((name) => !(name in MEASURED))
if (unknown.length > 0) {
  throw new Error(
    `There is no figure called ${unknown.join(', ')}. Choose from: ${Object.keys(MEASURED).join(', ')}.`,
  )
}

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
  for (const [name, measure] of Object.entries(MEASURED)) {
    if (named.length === 0 || named.includes(name)) figures.push(...(await measure()))
  }
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
