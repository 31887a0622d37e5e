import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { buildIfStale, EDITORS_PAGE } from '../../../scripts/build-if-stale.ts'
import { ROOT } from '../../../scripts/run-step.ts'
import { serve, type Served } from './serve.ts'

const FOLDER = join(ROOT, '.output/editors')
const TYPES: Record<string, string | undefined> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

/** A page with other people's editors: see `tests/editors`. */
export async function startEditorsPage(): Promise<Served> {
  await buildIfStale(EDITORS_PAGE)
  const served = await serve((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '')
    readFile(join(FOLDER, path)).then(
      (bytes) => {
        response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream')
        response.end(bytes)
      },
      () => response.writeHead(404).end(),
    )
  })
  return { ...served, url: `${served.url}/` }
}
