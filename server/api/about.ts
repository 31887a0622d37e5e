import { readFileSync } from 'node:fs'
import type { About } from '@baton/protocol/session.ts'
import { SPOKEN } from '@baton/protocol/version.ts'
import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import type { Readiness } from './readiness.ts'

const packageFile = v.object({ version: v.string() })

/** Routes about the server: what it is, and whether it is healthy. */
export function aboutRoutes(
  app: FastifyInstance,
  { readiness, demo }: { readiness: () => Promise<Readiness>; demo: About['demo'] | null },
): void {
  const file = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  const { version } = v.parse(packageFile, JSON.parse(file))
  const about: About = {
    product: 'baton',
    version,
    ...SPOKEN,
    ...(demo && { demo }),
  }
  app.get('/api/about', () => about)
  // Liveness: the process and its event loop. A restart would not repair anything else.
  app.get('/healthz', () => ({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => {
    const found = await readiness()
    reply.header('cache-control', 'no-store')
    if (found.ready) return { status: 'ready' }
    return reply.code(503).send({ status: 'not-ready', why: found.why })
  })
  if (!demo) app.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(FRONT))
}

/** The page for somebody who opens the address to see whether it works. */
const FRONT = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Baton</title>
<h1>Baton is running</h1>
<p>Agents: type the address of this page into the panel's sign-in.</p>
<p>Sites: the chat is at /chat?team=… and is embedded with /chat.js.</p>
<p>Operators: /healthz says that the server is alive, /readyz that it can store.</p>
</html>
`
