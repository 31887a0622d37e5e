import type { ServerProcess } from '../../scripts/server-process.ts'
import type { Figure } from '../figure.ts'
import { entryOf, scriptSize } from '../support/bundle-size.ts'
import { residentMemory } from '../support/memory.ts'

/** JavaScript of Libredesk's agent page at start: same field, same framework (shared quality targets). */
const LIBREDESK_KB = 603

/** JavaScript that is loaded at start, gzip. */
export async function scriptSizes(): Promise<Figure[]> {
  const panel = await scriptSize(await entryOf('sidepanel.html'))
  const background = await scriptSize('background.js')
  return [
    {
      what: 'JavaScript loaded by the panel at start, gzip',
      unit: 'KB',
      value: panel,
      baseline: { what: "Libredesk's agent page", value: LIBREDESK_KB },
      target: '≤ 120 KB',
      met: panel <= 120,
    },
    {
      what: 'JavaScript of the background, gzip',
      unit: 'KB',
      value: background,
      baseline: null,
      target: '≤ 70 KB',
      met: background <= 70,
    },
  ]
}

/** Resident memory of the server before anybody has connected. */
export async function memoryAtRest(baton: ServerProcess, bare: ServerProcess): Promise<Figure> {
  const value = await residentMemory(baton.pid)
  return {
    what: 'server, memory at rest',
    unit: 'MB',
    value,
    baseline: { what: 'bare socket.io', value: await residentMemory(bare.pid) },
    target: '≤ 150 MB',
    met: value <= 150,
  }
}
