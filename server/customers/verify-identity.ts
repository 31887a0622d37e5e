import { cleanName } from '@baton/domain/clean-name.ts'
import type { Claims } from '@baton/domain/customer-identity.ts'
import { customerEmail } from '@baton/protocol/customer-details.ts'
import type { IdentityRefusal } from '@baton/protocol/errors.ts'
import { name } from '@baton/protocol/primitives.ts'
import { errors, jwtVerify, type JWTPayload } from 'jose'
import type { Kysely } from 'kysely'
import * as v from 'valibot'
import { sha256, type Clock } from '../ground/clock.ts'
import type { Database } from '../database/schema.ts'
import { hasNul } from '../edge/parse-body.ts'
import { Refused } from '../ground/refused.ts'
import { readIdentitySecret } from './identity-secret.ts'

/** What a site's word is looked at with. */
export interface VerifyDeps {
  db: Kysely<Database>
  clock: Clock
  /** How long a word may hold from now on, in ms. */
  wordLastsMax: number
}

/** A customer whom the team's site vouches for. */
export interface Identity extends Claims {
  /** The site's own, lasting name for them. */
  subject: string
  /** Milliseconds since 1970 until when its word holds. */
  until: number
  /** The browser it was made for; null when it names none. */
  nonce: string | null
  /** Tells the secret that signed it from any other. */
  signedBy: string
}

/** How far a site's clock may be from the server's, in ms. */
const LEEWAY_MS = 60_000

/** Neither NUL nor half a character: no database keeps them as they are, so they would be somebody else there. */
const plain = v.check<string>((text) => !hasNul(text) && text.isWellFormed())
/** Sites whose ids are numbers write them as numbers. One beyond 2^53 has lost digits: it would be several people's. */
const textOrNumber = v.union([v.string(), v.pipe(v.number(), v.safeInteger(), v.transform(String))])
const subject = v.pipe(textOrNumber, v.minLength(1), v.maxLength(200), plain)
const payload = v.object({
  nonce: v.fallback(v.nullable(v.pipe(v.string(), v.maxLength(200))), null),
  // A site that fills these in badly has signed its customer in all the same.
  name: v.fallback(v.nullable(v.pipe(textOrNumber, plain, v.transform(cleanName), name)), null),
  email: v.fallback(v.nullable(customerEmail), null),
})

/**
 * Reads a site's signed token: a JWT, HS256, with the team's secret. Throws `identity-expired` for one that
 * was good, and `forbidden`, with the reason, for anything that the team's site has not signed, and for what would hold
 * for longer than it may: whoever has such a token is that customer, whatever has become of them at the site. Clocks may
 * differ by a minute.
 */
export async function verifyIdentity(
  deps: VerifyDeps,
  teamId: string,
  token: string,
): Promise<Identity> {
  const secret = await readIdentitySecret(deps.db, teamId)
  if (secret === null) throw forbidden('no-secret')
  // A page that prints the word puts a line end behind it, and a template spaces around it.
  const claims = await readClaims(token.trim(), secret, deps.clock())
  const named = v.safeParse(subject, claims.sub)
  if (!named.success) throw forbidden('subject')
  const { exp } = claims
  if (typeof exp !== 'number') throw forbidden('expiry')
  const until = exp * 1_000 + LEEWAY_MS
  if (until > deps.clock() + deps.wordLastsMax + 2 * LEEWAY_MS) throw forbidden('too-long')
  const { name, email, nonce } = v.parse(payload, claims)
  return { subject: named.output, name, email, until, nonce, signedBy: signerOf(secret) }
}

async function readClaims(token: string, secret: string, now: number): Promise<JWTPayload> {
  try {
    const verified = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ['HS256'],
      currentDate: new Date(now),
      clockTolerance: LEEWAY_MS / 1_000,
    })
    return verified.payload
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new Refused('identity-expired')
    throw forbidden(refusalOf(error))
  }
}

function refusalOf(error: unknown): IdentityRefusal {
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature'
  if (error instanceof errors.JOSEAlgNotAllowed) return 'algorithm'
  if (error instanceof errors.JWTClaimValidationFailed) {
    const isEarly = error.claim === 'nbf' && error.reason === 'check_failed'
    if (isEarly) return 'not-yet'
    return error.claim === 'exp' ? 'expiry' : 'malformed'
  }
  return 'malformed'
}

function forbidden(identity: IdentityRefusal): Refused {
  return new Refused('forbidden', { identity })
}

/** Stands for a secret where the secret itself need not be. */
export function signerOf(secret: string): string {
  return sha256(secret)
}
