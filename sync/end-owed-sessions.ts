import { askByHttp } from './ask-by-http.ts'
import type { OwedSession, SyncDeps } from './deps.ts'

const PATIENCE_MS = 5_000

/** Milliseconds after which the server has ended a session by itself. */
const SESSION_LASTS_MS = 30 * 24 * 3_600_000

/**
 * Has the servers end the sessions that were signed out of here. One that does not answer is asked again at the next
 * call: until it has heard of it, whoever has the token could use it.
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
  // A session that the server does not know is ended, too.
  const heard = answer !== undefined && (answer.ok || answer.status === 401)
  if (heard || deps.now() - since > SESSION_LASTS_MS) await deps.session.settle(token)
}
