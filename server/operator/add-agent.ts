// `npm run agent:add -- <team's slug> <agent|admin> <name> <email>`: one more person who may sign in.
import * as v from 'valibot'
import { role } from '@baton/protocol/agent.ts'
import { email, passwordFrom, personName, slug } from './fields.ts'
import { withServices } from './with-services.ts'

const PASSWORD = 'BATON_AGENT_PASSWORD'

const asked = v.object({ slug, role, name: personName, email, password: passwordFrom(PASSWORD) })

await withServices(
  `${PASSWORD}=… npm run agent:add -- <team's slug> <agent|admin> <name> <email>`,
  async ({ teams }) => {
    const [slug, role, name, email] = process.argv.slice(2)
    const password = process.env[PASSWORD] ?? ''
    const added = v.parse(asked, { slug, role, name, email, password })
    const team = await teams.findTeam(added.slug)
    if (!team) throw new Error(`There is no team with the slug ${added.slug}.`)
    await teams.addAgent(team.id, added)
    return `${added.name} is in the team ${team.name} and can sign in with ${added.email}.`
  },
)
