import type { Connection } from './connection.ts'
import type { SyncDeps } from './deps.ts'

const PATIENCE_MS = 5_000

/**
 * Signs out: here first, so that it holds whatever the line does; then the server is asked to end the
 * session. What is still in the outbox stays for its agent's next sign-in.
 */
export async function signOut(
  deps: SyncDeps,
  connection: Pick<Connection, 'signedOut'>,
): Promise<void> {
  const session = await deps.session.load()
  await connection.signedOut('asked')
  if (!session) return
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${session.token}` }
  await deps
    .fetch(`${session.serverUrl}/api/auth/sign-out`, {
      method: 'POST',
      headers,
      body: '{}',
      credentials: 'omit',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    .catch((error: unknown) => deps.log('the server could not be told of signing out', error))
}
