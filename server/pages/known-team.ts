import type { FastifyInstance } from 'fastify'
import type { Kysely } from 'kysely'
import * as v from 'valibot'
import type { Database } from '../database/schema.ts'

const address = v.object({
  team: v.string(),
  embed: v.optional(v.string()),
  known: v.optional(v.string()),
})

/** How long browsers keep the answer that a team is there, in seconds. That it is not, they ask each time. */
const KNOWN_FOR = 24 * 3_600

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
 * is shown all the same, and tells the script there, which takes the button away. The script itself, asked for with
 * `known`, is a module that says whether the team is there: for a script whose own address names none.
 */
export function chatsOfKnownTeams(app: FastifyInstance, db: Kysely<Database>): void {
  app.addHook('preHandler', async (request, reply) => {
    const path = request.url.split('?')[0]
    if (path !== '/chat' && path !== '/chat.js') return
    const named = v.safeParse(address, request.query)
    if (!named.success || named.output.embed === '1') return
    // As the script reads its own address; the chat's page takes it as it is.
    const slug = path === '/chat.js' ? named.output.team.trim() : named.output.team
    const team = await db
      .selectFrom('teams')
      .select('id')
      .where('slug', '=', slug.replaceAll('\0', ''))
      .executeTakeFirst()
    const isAsked = path === '/chat.js' && named.output.known !== undefined
    if (team && !isAsked) return
    if (path === '/chat.js') {
      const kept = team ? `public, max-age=${String(KNOWN_FOR)}` : 'no-cache'
      reply.header('cache-control', kept).header('access-control-allow-origin', '*')
      const says = isAsked ? `export default ${team ? 'true' : 'false'}\n` : NO_TEAM
      await reply.type('text/javascript; charset=utf-8').send(says)
    } else await reply.code(404).type('text/html; charset=utf-8').send(NO_CHAT)
  })
}
