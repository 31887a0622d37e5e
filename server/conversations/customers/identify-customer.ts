import type {
  AskNonce,
  BrowserNonce,
  IdentifiedCustomer,
  IdentifyCustomer,
} from '@baton/protocol/customer.ts'
import type { Kysely } from 'kysely'
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
  /** Connections made before count no more: they have to show the site's word, too. */
  onIdentified: (browserId: string) => void
}

/**
 * A site says who the customer of a token is. What they wrote anonymously belongs to that person from then on, if the
 * site has signed this browser's nonce with it: else any page that frames the chat could give it to an account of its
 * own. Without a word of their own yet, they go on with the person's newest conversation. Throws `signed-out` when the
 * token is nobody's, another person's, or that of a guest who is not proven to be this one, and what `verifyIdentity`
 * throws.
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
  const carried = browser.subject !== null || identity.nonce === nonceOf(token)
  const isNewcomer = await identifyNewcomer(deps.db, browser, identity)
  if (!isNewcomer && !carried) throw new Refused('signed-out')
  if (!isNewcomer) await identifyConversation(deps, browser, identity)
  if (browser.subject === null) deps.onIdentified(browser.id)
  return { name: identity.name ?? browser.name, carried }
}

/** What a site has to sign for the words of this browser. Throws `signed-out` when the token is nobody's. */
export async function browserNonce(
  { db }: Pick<IdentifyDeps, 'db'>,
  { token }: AskNonce,
): Promise<BrowserNonce> {
  await findBrowser(db, token)
  return { nonce: nonceOf(token) }
}

/**
 * Of the token, which only this browser has, and which nobody learns from it. It holds for no other browser, so it
 * may be used again: whoever lost the answer asks with the same word.
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
