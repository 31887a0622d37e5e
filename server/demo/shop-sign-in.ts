import type { FastifyInstance } from 'fastify'
import { SignJWT } from 'jose'
import type { Services } from '../services.ts'
import { DEMO_CUSTOMER, DEMO_TEAM } from './people.ts'

/** How long the shop vouches for its customer: a visit. */
const LASTS = '1h'

/**
 * The sample shop's own sign-in, as an integrator's server would have it behind its sessions: it signs a token
 * that says who the customer is. The shop knows one customer. Only for the demo.
 */
export function shopSignIn(app: FastifyInstance, teams: Services['teams']): void {
  app.post('/shop/sign-in', async (_request, reply) => {
    const team = await teams.findTeam(DEMO_TEAM.slug)
    if (!team) {
      reply.callNotFound()
      return reply
    }
    const secret = await teams.identitySecret(team.id)
    const { subject, name, email } = DEMO_CUSTOMER
    const word = await new SignJWT({ name, email })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(subject)
      .setExpirationTime(LASTS)
      .sign(new TextEncoder().encode(secret))
    return reply.header('cache-control', 'no-store').type('text/plain').send(word)
  })
}
