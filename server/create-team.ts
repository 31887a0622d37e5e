// `node server/create-team.ts <slug> <team name> <admin's name> <admin's email>`, with the password in
// BATON_ADMIN_PASSWORD: the first team of a server and the admin who will run it. The server must not be running on the
// same SQLite file.
import * as v from 'valibot'
import { embeddedMaker } from './ai/makers/embedded.ts'
import { createApp } from './app.ts'
import { readConfig } from './config.ts'
import { openDatabase } from './database/open.ts'

const asked = v.object({
  slug: v.pipe(
    v.string(),
    v.regex(/^[a-z0-9-]{1,64}$/, 'The slug may have lower-case letters, digits and dashes.'),
  ),
  team: v.pipe(v.string(), v.trim(), v.minLength(1, 'The team needs a name.')),
  name: v.pipe(v.string(), v.trim(), v.minLength(1, 'The admin needs a name.')),
  email: v.pipe(v.string(), v.email('The admin needs an email address.')),
  password: v.pipe(
    v.string(),
    v.minLength(8, 'BATON_ADMIN_PASSWORD must have at least 8 characters.'),
  ),
})

const [slug = '', team = '', name = '', email = ''] = process.argv.slice(2)
const password = process.env['BATON_ADMIN_PASSWORD'] ?? ''

try {
  const made = v.parse(asked, { slug, team, name, email, password })
  const config = readConfig(process.env)
  const database = openDatabase(config.database)
  try {
    const { services } = await createApp({ config, database, replyMaker: embeddedMaker([]) })
    const { id } = await services.teams.createTeam({ slug: made.slug, name: made.team })
    await services.teams.addAgent(id, { ...made, role: 'admin' })
    console.log(`The team ${made.team} is there; ${made.email} can sign in as its admin.`)
  } finally {
    await database.close()
  }
  process.exit(0)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error('Usage: node server/create-team.ts <slug> <team name> <admin name> <admin email>')
  process.exit(1)
}
