import * as v from 'valibot'
import { about, type About } from '@baton/protocol/session.ts'
import { commonProtocol, olderSide } from '@baton/protocol/version.ts'
import { askByHttp, isRedirected } from './ask-by-http.ts'
import type { SyncDeps } from './deps.ts'
import { serverOrigin } from './server-address.ts'

/** Why an address offers no server to sign in to. */
export type NoServer =
  | 'bad-address'
  | 'no-server'
  | 'redirected'
  | 'not-baton'
  | 'too-many-tries'
  | 'panel-outdated'
  | 'server-outdated'
export type Looked = { ok: true; origin: string; about: About } | { ok: false; reason: NoServer }

/** Milliseconds after which a server counts as not answering. */
const PATIENCE_MS = 10_000

/** Checks whether a compatible server is at the typed address. Sends no personal data. */
export async function lookAtServer(deps: Pick<SyncDeps, 'fetch'>, typed: string): Promise<Looked> {
  const origin = serverOrigin(typed)
  if (!origin) return { ok: false, reason: 'bad-address' }
  const url = `${origin}/api/about`
  const response = await reach(deps, url)
  if (!response && (await isRedirected(deps, url, AbortSignal.timeout(PATIENCE_MS)))) {
    return { ok: false, reason: 'redirected' }
  }
  if (!response || response.status >= 500) return { ok: false, reason: 'no-server' }
  if (response.status === 429) return { ok: false, reason: 'too-many-tries' }
  const body: unknown = await response.json().catch(() => null)
  const said = v.safeParse(about, body)
  if (!response.ok || !said.success) return { ok: false, reason: 'not-baton' }
  const { protocol } = said.output
  if (commonProtocol(said.output) === null) {
    return { ok: false, reason: `${olderSide(protocol)}-outdated` }
  }
  return { ok: true, origin, about: said.output }
}

/** Null if there was no answer. */
export async function reach(
  deps: Pick<SyncDeps, 'fetch'>,
  url: string,
  init?: RequestInit,
): Promise<Response | null> {
  const signal = AbortSignal.timeout(PATIENCE_MS)
  return askByHttp(deps, url, { ...init, signal }).catch(() => null)
}
