import type { Connection } from './connection.ts'
import type { SyncDeps } from './deps.ts'
import { endOwedSessions } from './end-owed-sessions.ts'

/**
 * Signs out: here first, so that it holds whatever the line does; then the server is asked to end the session, now
 * and, if it does not answer, at each chance that comes. What was not sent stays for its agent's next sign-in.
 */
export async function signOut(
  deps: SyncDeps,
  connection: Pick<Connection, 'signedOut'>,
): Promise<void> {
  await connection.signedOut('asked')
  await endOwedSessions(deps)
}
