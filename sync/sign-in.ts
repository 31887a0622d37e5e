import * as v from 'valibot'
import type { ErrorCode } from '@baton/protocol/errors.ts'
import { about } from '@baton/protocol/session.ts'
import { PROTOCOL_VERSION } from '@baton/protocol/version.ts'
import { getAccount } from '../db/queries/get-account.ts'
import type { Connection, Dialled } from './connection.ts'
import type { SyncDeps } from './deps.ts'
import { serverOrigin } from './server-address.ts'

export type SignInFailure =
  | 'bad-address'
  | 'no-server'
  | 'not-baton'
  | 'wrong-credentials'
  | 'too-many-tries'
  | 'no-team'
  | 'outdated'
export type SignedIn = { ok: true } | { ok: false; reason: SignInFailure }

export interface Credentials {
  /** As typed. */
  serverUrl: string
  email: string
  password: string
}

/** Milliseconds until a server that does not answer counts as none. */
const PATIENCE_MS = 10_000

/**
 * Signs in and connects. The password is sent only to what has proved to be a Baton server, and is not kept.
 * A session is stored once the server has let it in, or when the line broke right after it was given.
 */
export async function signIn(
  deps: SyncDeps,
  connection: Pick<Connection, 'close' | 'ensure' | 'signedOut'>,
  { serverUrl, email, password }: Credentials,
): Promise<SignedIn> {
  const origin = serverOrigin(serverUrl)
  if (!origin) return { ok: false, reason: 'bad-address' }
  const unfit = await whyUnfit(deps, origin)
  if (unfit) return { ok: false, reason: unfit }
  const given = await askForToken(deps, origin, email, password)
  if (!given.ok) return given
  connection.close()
  await deps.session.save({ serverUrl: origin, token: given.token })
  const signedIn = fromDialled(await connection.ensure(true))
  if (!signedIn.ok && signedIn.reason === 'no-team' && (await isOf(deps, origin, email))) {
    // Taken out of the team while this browser was away: what it kept for that is not theirs any more.
    await connection.signedOut('revoked')
  }
  return signedIn
}

/** Whether the data kept in this browser is of the agent with this email. */
async function isOf({ db }: SyncDeps, origin: string, email: string): Promise<boolean> {
  const kept = await getAccount(db)
  return kept?.serverUrl === origin && kept.agent.email === email.trim().toLowerCase()
}

/** Why no password should be sent to this address; null when it is a server this version can talk to. */
async function whyUnfit(deps: SyncDeps, origin: string): Promise<SignInFailure | null> {
  const response = await reach(deps, `${origin}/api/about`)
  if (!response || response.status >= 500) return 'no-server'
  if (response.status === 429) return 'too-many-tries'
  const body: unknown = await response.json().catch(() => null)
  const said = v.safeParse(about, body)
  if (!response.ok || !said.success) return 'not-baton'
  return said.output.protocol === PROTOCOL_VERSION ? null : 'outdated'
}

async function askForToken(
  deps: SyncDeps,
  origin: string,
  email: string,
  password: string,
): Promise<{ ok: true; token: string } | { ok: false; reason: SignInFailure }> {
  const response = await reach(deps, `${origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: email.trim(), password }),
  })
  if (!response || response.status >= 500) return { ok: false, reason: 'no-server' }
  if (response.status === 429) return { ok: false, reason: 'too-many-tries' }
  if (response.status === 404) return { ok: false, reason: 'not-baton' }
  const token = response.headers.get('set-auth-token')
  if (!response.ok || !token) return { ok: false, reason: 'wrong-credentials' }
  return { ok: true, token }
}

function fromDialled(dialled: Dialled): SignedIn {
  if (!dialled.ok && dialled.code === 'protocol-mismatch') return { ok: false, reason: 'outdated' }
  // The password was right a moment ago, so the token is; what is missing is a team to work in.
  const noTeam = !dialled.ok && NOT_LET_IN.has(dialled.code)
  return noTeam ? { ok: false, reason: 'no-team' } : { ok: true }
}

const NOT_LET_IN: ReadonlySet<string> = new Set<ErrorCode>(['forbidden', 'not-found', 'signed-out'])

/** Null when nobody answered. Cookies stay out of it: the token alone says who asks. */
async function reach(deps: SyncDeps, url: string, init?: RequestInit): Promise<Response | null> {
  const signal = AbortSignal.timeout(PATIENCE_MS)
  return deps.fetch(url, { ...init, credentials: 'omit', signal }).catch(() => null)
}
