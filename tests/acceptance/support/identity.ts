import { SignJWT } from 'jose'
import type { World } from './world.ts'

export interface SiteClaims {
  sub?: string
  name?: string
  email?: string
  [claim: string]: unknown
}

/** A team's site: signs its customers' tokens with the team's secret. */
export async function siteOf(world: World) {
  const secret = await world.server.app.services.teams.identitySecret(world.teamId)
  return {
    /** A token for somebody; `lasts` in seconds may be negative. */
    word: (claims: SiteClaims, lasts = 600) =>
      sign(claims, secret, Math.floor(Date.now() / 1_000) + lasts),
    /** What the server says to `POST /api/customers/identify`. */
    identify: (token: string, identity: string) => identify(world.server.url, token, identity),
  }
}

export function sign(claims: SiteClaims, secret: string, expires: number): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime(expires)
    .sign(new TextEncoder().encode(secret))
}

async function identify(
  url: string,
  token: string,
  identity: string,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${url}/api/customers/identify`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, identity }),
  })
  return { status: response.status, body: await response.json() }
}
