// `npm run team:create -- <slug> <team name> <admin's name> <admin's email>`: the first team of a server, and
// the admin who will run it.
import * as v from 'valibot'
import { email, passwordFrom, personName, slug } from './fields.ts'
import { withServices } from './with-services.ts'

const PASSWORD = 'BATON_ADMIN_PASSWORD'

const asked = v.object({
  slug,
  team: v.pipe(v.string(), v.trim(), v.minLength(1, 'The team needs a name.')),
  name: personName,
  email,
  password: passwordFrom(PASSWORD),
})

await withServices(
  `${PASSWORD}=… npm run team:create -- <slug> <team name> <admin name> <admin email>`,
  async ({ teams }) => {
    const [slug, team, name, email] = process.argv.slice(2)
    const password = process.env[PASSWORD] ?? ''
    const made = v.parse(asked, { slug, team, name, email, password })
    const { id } = await teams.createTeam({ slug: made.slug, name: made.team })
    await teams.addAgent(id, { ...made, role: 'admin' })
    return `The team ${made.team} is there; ${made.email} can sign in as its admin.`
  },
)
