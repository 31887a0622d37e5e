import type { IdentifiedCustomer, IdentifyCustomer } from '@baton/protocol/customer.ts'
import type { Kysely } from 'kysely'
import type { TeamLog } from '../changes/team-log.ts'
import { sha256, type Clock, type Ids } from '../clock.ts'
import type { CustomerRow, Database } from '../database/schema.ts'
import { Refused } from '../refused.ts'
import { identifyConversation } from './identify-conversation.ts'
import { identifyNewcomer } from './identify-newcomer.ts'
import { verifyIdentity } from './verify-identity.ts'

export interface IdentifyDeps {
  db: Kysely<Database>
  log: TeamLog
  clock: Clock
  ids: Ids
  /** Connections made before count no more: they have to show the site's word, too. */
  onIdentified: (browserId: string) => void
}

/**
 * A site says who the customer of a token is. What they wrote anonymously stays, and belongs to that person
 * now; without a word of their own yet, they go on with the person's newest conversation. Throws `signed-out`
 * when the token is nobody's or another person's, and what `verifyIdentity` throws.
 */
export async function identifyCustomer(
  deps: IdentifyDeps,
  { token, identity: word }: IdentifyCustomer,
): Promise<IdentifiedCustomer> {
  const browser = await findBrowser(deps.db, token)
  const identity = await verifyIdentity(deps, browser.teamId, word)
  if (browser.subject !== null && browser.subject !== identity.subject) {
    throw new Refused('signed-out')
  }
  const isNewcomer = await identifyNewcomer(deps.db, browser, identity)
  if (!isNewcomer) await identifyConversation(deps, browser, identity)
  if (browser.subject === null) deps.onIdentified(browser.id)
  return { name: identity.name ?? browser.name }
}

async function findBrowser(db: Kysely<Database>, token: string): Promise<CustomerRow> {
  const row = await db
    .selectFrom('customers')
    .selectAll()
    .where('tokenHash', '=', sha256(token))
    .executeTakeFirst()
  if (!row) throw new Refused('signed-out')
  return row
}
