import type { FastifyInstance } from 'fastify'
import { SignJWT } from 'jose'
import * as v from 'valibot'
import type { Services } from '../services.ts'
import { DEMO_CUSTOMER, DEMO_TEAM } from './people.ts'

/** The nonce of the browser that its customer sits at. */
const signIn = v.object({ nonce: v.nullable(v.pipe(v.string(), v.maxLength(200))) })

/** How long the shop vouches for its customer: a visit. */
const LASTS = '1h'

/**
 * The sample shop's own sign-in, as an integrator's server would have it behind its sessions: it signs a token
 * that says who the customer is. The shop knows one customer. Only for the demo.
 */
export function shopSignIn(app: FastifyInstance, teams: Services['teams']): void {
  app.post('/shop/sign-in', async (request, reply) => {
    const asked = v.safeParse(signIn, request.body)
    const team = await teams.findTeam(DEMO_TEAM.slug)
    if (!team) {
      reply.callNotFound()
      return reply
    }
    const secret = await teams.identitySecret(team.id)
    const { subject, name, email } = DEMO_CUSTOMER
    const word = await new SignJWT({
      name,
      email,
      nonce: asked.success ? asked.output.nonce : null,
    })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(subject)
      .setExpirationTime(LASTS)
      .sign(new TextEncoder().encode(secret))
    return reply.header('cache-control', 'no-store').type('text/plain').send(word)
  })
}
