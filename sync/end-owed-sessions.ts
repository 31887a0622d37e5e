import { askByHttp } from './ask-by-http.ts'
import type { OwedSession, SyncDeps } from './deps.ts'

const PATIENCE_MS = 5_000

/** Milliseconds after which the server ends a session by itself. */
const SESSION_LASTS_MS = 30 * 24 * 3_600_000

/**
 * Asks servers to end the sessions that were signed out here. A server that does not answer is asked again at the
 * next call: until it knows, anybody with the token could use it.
 */
export async function endOwedSessions(
  deps: Pick<SyncDeps, 'fetch' | 'session' | 'now' | 'log'>,
): Promise<void> {
  await Promise.all((await deps.session.owed()).map((owed) => end(deps, owed)))
}

async function end(
  deps: Pick<SyncDeps, 'fetch' | 'session' | 'now' | 'log'>,
  owed: OwedSession,
): Promise<void> {
  const { serverUrl, token, since } = owed
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  const answer = await askByHttp(deps, `${serverUrl}/api/auth/sign-out`, {
    method: 'POST',
    headers,
    body: '{}',
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch((error: unknown) => deps.log('the server could not be told of signing out', error))
  // A session unknown to the server counts as ended.
  const heard = answer !== undefined && (answer.ok || answer.status === 401)
  if (heard || deps.now() - since > SESSION_LASTS_MS) await deps.session.settle(token)
}
