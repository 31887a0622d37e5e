import { readFileSync } from 'node:fs'
import type { About } from '@baton/protocol/session.ts'
import { PROTOCOL_VERSION } from '@baton/protocol/version.ts'
import type { FastifyInstance } from 'fastify'
import { sql, type Kysely } from 'kysely'
import * as v from 'valibot'
import type { Database } from '../database/schema.ts'
import { DEMO_PEOPLE } from '../demo/people.ts'

const packageFile = v.object({ version: v.string() })

/** What the server is, and whether it is well. */
export function aboutRoutes(
  app: FastifyInstance,
  { db, demo }: { db: Kysely<Database>; demo: boolean },
): void {
  const file = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  const { version } = v.parse(packageFile, JSON.parse(file))
  const [person] = DEMO_PEOPLE
  const about: About = {
    product: 'baton',
    version,
    protocol: PROTOCOL_VERSION,
    ...(demo && { demo: { email: person.email, password: person.password } }),
  }
  app.get('/api/about', () => about)
  app.get('/healthz', async (_request, reply) => {
    try {
      await sql`select 1`.execute(db)
      return { status: 'ok' }
    } catch {
      return reply.code(503).send({ status: 'no-database' })
    }
  })
}
