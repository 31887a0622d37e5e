import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import type { ChatSites } from '../edge/security-headers.ts'
import { toSettings } from '../team/team-row.ts'

const CHAT = /^\/chat(?:\?|$)/

/** Looks the team's sites up before anything is answered. */
export function chatSites(app: FastifyInstance, db: Kysely<Database>): ChatSites {
  const found = new WeakMap<IncomingMessage, readonly string[]>()
  app.addHook('onRequest', async ({ raw, log }) => {
    const { url = '' } = raw
    if (!CHAT.test(url)) return
    try {
      found.set(raw, await sitesOf(db, new URL(url, 'http://chat').searchParams.get('team') ?? ''))
    } catch (err) {
      // The page itself is served: in a window of its own it keeps what its customer writes until there is a database.
      log.warn({ err }, 'which sites may show the chat could not be read')
    }
  })
  return { of: (request) => found.get(request) ?? null }
}

/** A team that is not there has named none. */
async function sitesOf(db: Kysely<Database>, slug: string): Promise<readonly string[]> {
  const team = await db
    .selectFrom('teams')
    .select('settings')
    .where('slug', '=', slug)
    .executeTakeFirst()
  return toSettings(team?.settings ?? null).chatSites
}
