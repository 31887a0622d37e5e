import type { Kysely } from 'kysely'
import { readIdentitySecret } from '../customers/identity-secret.ts'
import { signerOf } from '../customers/verify-identity.ts'
import type { Database } from '../database/schema.ts'
import type { CustomerNamespace } from './sockets.ts'

/**
 * Ends connections of customers whose identity token is no longer valid: it expired, or the team's secret changed.
 * The secret is read from the database once a team, since a command or another server may have changed it.
 */
export async function endExpired(
  customers: CustomerNamespace,
  db: Kysely<Database>,
  now: number,
): Promise<void> {
  const signers = new Map<string, string | null>()
  for (const socket of [...customers.sockets.values()]) {
    const { word, customer } = socket.data
    if (word === null) continue
    if (word.until <= now) {
      socket.disconnect()
      continue
    }
    const { teamId } = customer
    if (!signers.has(teamId)) {
      const secret = await readIdentitySecret(db, teamId)
      signers.set(teamId, secret === null ? null : signerOf(secret))
    }
    if (word.signedBy !== signers.get(teamId)) socket.disconnect()
  }
}
