// `npm run team:identity-secret -- <team's slug> [--rotate]`: what the team's site signs its customers in with.
import * as v from 'valibot'
import { slug } from './fields.ts'
import { withServices } from './with-services.ts'

const asked = v.object({
  slug,
  rotate: v.optional(v.literal('--rotate', 'The only option is --rotate.')),
})

await withServices(
  `npm run team:identity-secret -- <team's slug> [--rotate]`,
  async ({ teams }) => {
    const [slug, rotate] = process.argv.slice(2)
    const known = v.parse(asked, { slug, rotate })
    const team = await teams.findTeam(known.slug)
    if (!team) throw new Error(`There is no team with the slug ${known.slug}.`)
    return teams.identitySecret(team.id, { rotate: known.rotate !== undefined })
  },
)
