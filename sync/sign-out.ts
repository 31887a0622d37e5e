import type { Connection } from './connection.ts'
import type { SyncDeps } from './deps.ts'
import { endOwedSessions } from './end-owed-sessions.ts'

/**
 * Signs out. It takes effect here first, whatever the line does. Then the server is asked to end the session, now
 * and, without an answer, at every later chance. Unsent work stays for its agent's next sign-in.
 */
export async function signOut(
  deps: SyncDeps,
  connection: Pick<Connection, 'signedOut'>,
): Promise<void> {
  await connection.signedOut('asked')
  await endOwedSessions(deps)
}
