import { failure, type ErrorCode } from '@baton/protocol/errors.ts'
import * as v from 'valibot'
import { getAccount } from '../db/queries/get-account.ts'
import { getConnection } from '../db/queries/get-connection.ts'
import type { Dialled } from './attempt.ts'
import type { Connection } from './connection.ts'
import type { SyncDeps } from './deps.ts'
import { removeRevoked } from './reset-copy.ts'
import { lookAtServer, reach, type NoServer } from './look-at-server.ts'

export type SignInFailure = NoServer | 'wrong-credentials' | 'no-team' | 'cannot-store' | 'busy'
type NotSignedIn = { ok: false; reason: SignInFailure; waitMs?: number }
export type SignedIn = { ok: true } | NotSignedIn

export interface Credentials {
  /** The address as typed. */
  serverUrl: string
  email: string
  password: string
}

/**
 * Signs in and connects. The password goes only to a proven Baton server and is not stored. A session is stored once
 * the server has admitted it, or when the connection broke right after it was issued.
 */
export async function signIn(
  deps: SyncDeps,
  connection: Pick<Connection, 'close' | 'ensure' | 'signedOut'>,
  { serverUrl, email, password }: Credentials,
): Promise<SignedIn> {
  const looked = await lookAtServer(deps, serverUrl)
  if (!looked.ok) return looked
  const { origin } = looked
  const given = await askForToken(deps, origin, email, password)
  if (!given.ok) return given
  connection.close()
  await deps.session.save({ serverUrl: origin, token: given.token })
  const signedIn = await fromDialled(deps, await connection.ensure(true))
  if (!signedIn.ok && signedIn.reason === 'no-team' && (await isOf(deps, origin, email))) {
    // The agent was removed from the team while this browser was offline: data kept here is no longer theirs.
    await connection.signedOut('revoked')
  }
  if (!signedIn.ok && signedIn.reason === 'no-team') await removeLeft(deps, origin, email)
  return signedIn
}

/** Whether the data in this browser belongs to the agent with this email. */
async function isOf({ db }: SyncDeps, origin: string, email: string): Promise<boolean> {
  const kept = await getAccount(db)
  return kept?.serverUrl === origin && kept.agent.email === email.trim().toLowerCase()
}

/** Removes what was set aside when the agent with this email signed out. */
async function removeLeft({ db }: SyncDeps, origin: string, email: string): Promise<void> {
  const address = email.trim().toLowerCase()
  for (const { table, row } of await db.setAside.toArray()) {
    if (table !== 'account') continue
    if (row.serverUrl === origin && row.agent.email === address) await removeRevoked(db, row)
  }
}

async function askForToken(
  deps: SyncDeps,
  origin: string,
  email: string,
  password: string,
): Promise<{ ok: true; token: string } | NotSignedIn> {
  const response = await reach(deps, `${origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: email.trim(), password }),
  })
  if (!response) return { ok: false, reason: 'no-server' }
  if (response.status === 429 || response.status >= 500) return whyNot(response)
  if (response.status === 404) return { ok: false, reason: 'not-baton' }
  const token = response.headers.get('set-auth-token')
  if (!response.ok || !token) return { ok: false, reason: 'wrong-credentials' }
  return { ok: true, token }
}

/** The server's reason for not signing anybody in now. */
async function whyNot(response: Response): Promise<NotSignedIn> {
  const body: unknown = await response.json().catch(() => null)
  const said = v.safeParse(failure, body)
  const code = said.success ? said.output.code : null
  if (code === 'cannot-store') return { ok: false, reason: 'cannot-store' }
  if (code === 'overloaded') return { ok: false, reason: 'busy' }
  if (response.status !== 429) return { ok: false, reason: 'no-server' }
  const waitMs = said.success ? said.output.retryAfterMs : undefined
  return { ok: false, reason: 'too-many-tries', ...(waitMs !== undefined && { waitMs }) }
}

async function fromDialled({ db }: SyncDeps, dialled: Dialled): Promise<SignedIn> {
  const noted = await getConnection(db)
  // The server was updated between the two requests.
  if (!dialled.ok && noted.status === 'outdated') {
    return { ok: false, reason: `${noted.older}-outdated` }
  }
  // The password was right a moment ago, so the token is valid. The agent is in no team.
  const noTeam = !dialled.ok && NOT_LET_IN.has(dialled.code)
  return noTeam ? { ok: false, reason: 'no-team' } : { ok: true }
}

const NOT_LET_IN: ReadonlySet<string> = new Set<ErrorCode>(['forbidden', 'not-found', 'signed-out'])
