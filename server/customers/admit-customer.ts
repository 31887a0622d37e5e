import { splitCredential } from '@baton/protocol/customer-credential.ts'
import { sha256 } from '../ground/clock.ts'
import { Refused } from '../ground/refused.ts'
import type { CustomerActor } from '../ground/actors.ts'
import { verifyIdentity, type Identity, type VerifyDeps } from './verify-identity.ts'
import { NO_VISIT } from '../ground/visit.ts'

/** A customer who has shown who they are. */
export interface AdmittedCustomer {
  customer: CustomerActor
  teamName: string
  /** The site's word for who a signed-in customer is, until when (ms since 1970), and by which secret; null is anonymous. */
  word: { identity: string; subject: string; until: number; signedBy: string } | null
}

/**
 * Whose `customerCredential` it is. Throws `signed-out` for a token that is nobody's, for a signed-in customer's
 * without their site's word, and for a guest's with one (whose site has to sign them in first); `identity-expired` when that word has passed its time.
 */
export async function admitCustomer(
  deps: VerifyDeps,
  credential: string,
): Promise<AdmittedCustomer> {
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
  const customer = {
    id: actsAs ?? id,
    browserId: id,
    teamId,
    visit: { ...NO_VISIT },
    network: null,
  }
  if ((subject === null) !== (identity === null)) throw new Refused('signed-out')
  if (subject === null || identity === null) return { customer, teamName, word: null }
  const { until, signedBy } = await wordOf(deps, teamId, identity, subject)
  return { customer, teamName, word: { identity, subject, until, signedBy } }
}

/** Throws when the site's word does not hold any more: it has passed its time, or its secret was changed. */
export async function checkWord(
  deps: VerifyDeps,
  { customer, word }: Pick<AdmittedCustomer, 'customer' | 'word'>,
): Promise<void> {
  if (word !== null) await wordOf(deps, customer.teamId, word.identity, word.subject)
}

async function wordOf(
  deps: VerifyDeps,
  teamId: string,
  identity: string,
  subject: string,
): Promise<Identity> {
  try {
    const verified = await verifyIdentity(deps, teamId, identity)
    if (verified.subject === subject) return verified
  } catch (error) {
    // A word that is not the site's is no better than none.
    if (!(error instanceof Refused) || error.failure.code !== 'forbidden') throw error
  }
  throw new Refused('signed-out')
}
