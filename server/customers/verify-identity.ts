import type { Claims } from '@baton/domain/customer-identity.ts'
import { customerEmail } from '@baton/protocol/customer-details.ts'
import { name } from '@baton/protocol/primitives.ts'
import { errors, jwtVerify } from 'jose'
import type { Kysely } from 'kysely'
import * as v from 'valibot'
import type { Clock } from '../clock.ts'
import type { Database } from '../database/schema.ts'
import { Refused } from '../refused.ts'
import { readIdentitySecret } from './identity-secret.ts'

/** A customer whom the team's site vouches for. */
export interface Identity extends Claims {
  /** The site's own, lasting name for them. */
  subject: string
  /** Milliseconds since 1970 until when its word holds. */
  until: number
}

const plain = v.check<string>((text) => !text.includes('\0'))
const payload = v.object({
  sub: v.pipe(v.string(), v.minLength(1), v.maxLength(200), plain),
  exp: v.number(),
  // A site that fills these in badly has signed its customer in all the same.
  name: v.fallback(v.nullable(v.pipe(name, plain)), null),
  email: v.fallback(v.nullable(customerEmail), null),
})

/**
 * Reads a site's signed token: a JWT, HS256, with the team's secret. Throws `identity-expired` for one that
 * was good, and `forbidden` for anything that the team's site has not signed.
 */
export async function verifyIdentity(
  deps: { db: Kysely<Database>; clock: Clock },
  teamId: string,
  token: string,
): Promise<Identity> {
  const secret = await readIdentitySecret(deps.db, teamId)
  if (secret === null) throw new Refused('forbidden')
  try {
    const verified = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ['HS256'],
      requiredClaims: ['sub', 'exp'],
      currentDate: new Date(deps.clock()),
    })
    const { sub, exp, name, email } = v.parse(payload, verified.payload)
    return { subject: sub, name, email, until: exp * 1_000 }
  } catch (error) {
    throw new Refused(error instanceof errors.JWTExpired ? 'identity-expired' : 'forbidden')
  }
}
