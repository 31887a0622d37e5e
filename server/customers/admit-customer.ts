import { splitCredential } from '@baton/protocol/customer-credential.ts'
import type { Kysely } from 'kysely'
import { sha256, type Clock } from '../clock.ts'
import type { Database } from '../database/schema.ts'
import { Refused } from '../refused.ts'
import type { CustomerActor } from '../team/actors.ts'
import { verifyIdentity } from './verify-identity.ts'
import { NO_VISIT } from './visit.ts'

interface Deps {
  db: Kysely<Database>
  clock: Clock
}

/** A customer who has shown who they are. */
export interface AdmittedCustomer {
  customer: CustomerActor
  teamName: string
  /** The site's word for who a signed-in customer is, and until when (ms since 1970); null is anonymous. */
  word: { identity: string; subject: string; until: number } | null
}

/**
 * Whose `customerCredential` it is. Throws `signed-out` for a token that is nobody's, and for a signed-in
 * customer's without their site's word; `identity-expired` when that word has passed its time.
 */
export async function admitCustomer(deps: Deps, credential: string): Promise<AdmittedCustomer> {
  const { token, identity } = splitCredential(credential)
  const row = await deps.db
    .selectFrom('customers')
    .innerJoin('teams', 'teams.id', 'customers.teamId')
    .select(['customers.id', 'customers.teamId', 'customers.actsAs', 'customers.subject'])
    .select('teams.name as teamName')
    .where('customers.tokenHash', '=', sha256(token))
    .executeTakeFirst()
  if (!row) throw new Refused('signed-out')
  const { id, teamId, actsAs, teamName, subject } = row
  const customer = { id: actsAs ?? id, browserId: id, teamId, visit: { ...NO_VISIT } }
  if (subject === null) return { customer, teamName, word: null }
  if (identity === null) throw new Refused('signed-out')
  const until = await untilOf(deps, teamId, identity, subject)
  return { customer, teamName, word: { identity, subject, until } }
}

/** Throws when the site's word does not hold any more: it has passed its time, or its secret was changed. */
export async function checkWord(
  deps: Deps,
  { customer, word }: Pick<AdmittedCustomer, 'customer' | 'word'>,
): Promise<void> {
  if (word !== null) await untilOf(deps, customer.teamId, word.identity, word.subject)
}

async function untilOf(
  deps: Deps,
  teamId: string,
  identity: string,
  subject: string,
): Promise<number> {
  try {
    const verified = await verifyIdentity(deps, teamId, identity)
    if (verified.subject === subject) return verified.until
  } catch (error) {
    // A word that is not the site's is no better than none.
    if (!(error instanceof Refused) || error.failure.code !== 'forbidden') throw error
  }
  throw new Refused('signed-out')
}
