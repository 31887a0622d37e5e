import type { Kysely } from 'kysely'
import type { CustomerRow, Database } from '../../database/schema.ts'
import { conversationOf } from './conversation-of.ts'
import { writeClaims } from '../../customers/claims.ts'
import { findBySubject } from '../../customers/person-row.ts'
import type { Identity } from '../../customers/verify-identity.ts'

/**
 * Stores the identity of a browser without messages, and which conversation it continues. False if it has a
 * conversation. No agent has to learn of it, so it takes no revision. It still locks the team's row, so that a first
 * message waits.
 */
export function identifyNewcomer(
  db: Kysely<Database>,
  browser: CustomerRow,
  identity: Identity,
): Promise<boolean> {
  const { teamId } = browser
  return db.transaction().execute(async (trx) => {
    await trx
      .updateTable('teams')
      .set((eb) => ({ rev: eb.ref('rev') }))
      .where('id', '=', teamId)
      .execute()
    if (await conversationOf(trx, browser)) return false
    const person = await findBySubject(trx, teamId, identity.subject)
    const newest =
      person &&
      (await trx
        .selectFrom('conversations')
        .select('customerId')
        .where('personId', '=', person.id)
        .orderBy('updatedAt', 'desc')
        .executeTakeFirst())
    await trx
      .updateTable('customers')
      .set({
        subject: identity.subject,
        claims: writeClaims(identity),
        actsAs: newest?.customerId ?? null,
      })
      .where('id', '=', browser.id)
      .execute()
    return true
  })
}
