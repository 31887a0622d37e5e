import type {
  AskNonce,
  BrowserNonce,
  IdentifiedCustomer,
  IdentifyCustomer,
} from '@baton/protocol/customer.ts'
import type { Kysely } from 'kysely'
import { actingAs } from '../../changes/acting-as.ts'
import type { TeamLog } from '../../changes/team-log.ts'
import { sha256, type Ids } from '../../ground/clock.ts'
import type { CustomerRow, Database } from '../../database/schema.ts'
import { Refused } from '../../ground/refused.ts'
import { identifyConversation } from './identify-conversation.ts'
import { identifyNewcomer } from './identify-newcomer.ts'
import { verifyIdentity, type VerifyDeps } from '../../customers/verify-identity.ts'

export interface IdentifyDeps extends VerifyDeps {
  log: TeamLog
  ids: Ids
  /** Earlier connections of this browser are no longer enough: they have to show the identity token, too. */
  onIdentified: (browserId: string) => void
}

/**
 * Binds a browser to the customer whom a site identified. Messages written anonymously move to that customer only if
 * the site has signed this browser's nonce. Otherwise any page that frames the chat could move them to an account of
 * its own. A browser without messages continues the customer's newest conversation. Throws `signed-out` when the
 * token is unknown, belongs to another customer, or to a guest who is not proven to be this one; and what
 * `verifyIdentity` throws.
 */
export async function identifyCustomer(
  deps: IdentifyDeps,
  address: string | null,
  { token, identity: word }: IdentifyCustomer,
): Promise<IdentifiedCustomer> {
  const browser = await findBrowser(deps.db, token)
  const identity = await verifyIdentity(deps, browser.teamId, word)
  if (browser.subject !== null && browser.subject !== identity.subject) {
    throw new Refused('signed-out')
  }
  const carried = browser.subject !== null || identity.nonce === nonceOf(token)
  const isNewcomer = await identifyNewcomer(deps.db, browser, identity)
  if (!isNewcomer && !carried) throw new Refused('signed-out')
  if (!isNewcomer) {
    const by = { kind: 'customer', browserId: browser.id, address } as const
    await identifyConversation({ ...deps, log: actingAs(deps.log, by) }, browser, identity)
  }
  if (browser.subject === null) deps.onIdentified(browser.id)
  return { name: identity.name ?? browser.name, carried }
}

/** The nonce that a site signs to claim this browser's messages. Throws `signed-out` when the token is unknown. */
export async function browserNonce(
  { db }: Pick<IdentifyDeps, 'db'>,
  { token }: AskNonce,
): Promise<BrowserNonce> {
  await findBrowser(db, token)
  return { nonce: nonceOf(token) }
}

/**
 * Derived from the token, which only this browser has and which the nonce does not reveal. It is valid for no other
 * browser, so it may be used again: a client that lost the answer repeats its request.
 */
function nonceOf(token: string): string {
  return sha256(`nonce of ${token}`)
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
