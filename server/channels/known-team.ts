import type { FastifyInstance } from 'fastify'
import type { Kysely } from 'kysely'
import * as v from 'valibot'
import type { Database } from '../database/schema.ts'

const address = v.object({ team: v.string(), embed: v.optional(v.string()) })

const NO_CHAT = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>No chat here</title>
<h1>There is no chat at this address</h1>
<p>The address names a team that is not on this server. If you came here by a link, tell whoever gave it to you.</p>
</html>
`

/** For the site's developer, who has the console open: no visitor of the site sees a button that leads nowhere. */
const NO_TEAM = `console.error('Baton: the address of this script names a team that is not on this server, so there is no chat button.')
`

/**
 * A chat of a team that is not there is not found, in words: the page itself could only fail later. In a site's page it
 * is shown all the same, and tells the script there, which takes the button away.
 */
export function chatsOfKnownTeams(app: FastifyInstance, db: Kysely<Database>): void {
  app.addHook('preHandler', async (request, reply) => {
    const path = request.url.split('?')[0]
    if (path !== '/chat' && path !== '/chat.js') return
    const named = v.safeParse(address, request.query)
    if (!named.success || named.output.embed === '1') return
    const team = await db
      .selectFrom('teams')
      .select('id')
      .where('slug', '=', named.output.team.replaceAll('\0', ''))
      .executeTakeFirst()
    if (team) return
    if (path === '/chat.js') {
      reply.header('cache-control', 'no-cache').header('access-control-allow-origin', '*')
      await reply.type('text/javascript; charset=utf-8').send(NO_TEAM)
    } else await reply.code(404).type('text/html; charset=utf-8').send(NO_CHAT)
  })
}
