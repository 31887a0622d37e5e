import { createHmac } from 'node:crypto'
import { browserNonce } from '@baton/protocol/customer.ts'
import { SignJWT } from 'jose'
import * as v from 'valibot'
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
    /** One that was made for the browser with this token: what was written there goes with it. */
    wordFor: async (token: string, claims: SiteClaims, lasts = 600) =>
      sign(
        { ...claims, nonce: await nonceOf(world.server.url, token) },
        secret,
        Math.floor(Date.now() / 1_000) + lasts,
      ),
    /** Signed, whatever it says. */
    raw: (payload: Record<string, unknown>) => signRaw(payload, secret),
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

/** As a site would that signs by itself: a library refuses what no token should say. */
function signRaw(payload: Record<string, unknown>, secret: string): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(payload)}`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}

async function nonceOf(url: string, token: string): Promise<string> {
  const response = await fetch(`${url}/api/customers/nonce`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  return v.parse(browserNonce, await response.json()).nonce
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
