import { findAgentSession } from '../auth/agent-session.ts'
import type { Auth } from '../auth/create-auth.ts'
import { admitCustomer } from '../customers/admit-customer.ts'
import type { VerifyDeps } from '../customers/verify-identity.ts'
import { Refused } from '../ground/refused.ts'

/** Who uploads a file, and alone may send it. */
export interface Uploader {
  kind: 'agent' | 'customer'
  id: string
  teamId: string
}

/** Who uploads a file or asks for one. */
export interface Asker extends Uploader {
  /** Whose conversation a customer reads: their own, or one that they began in another browser. */
  customerId: string | null
}

/**
 * Whose bearer token this is: an agent's, or a customer's credential. Throws `signed-out` when it is nobody's,
 * and `identity-expired` for a signed-in customer whose site's word has passed its time.
 */
export async function findAsker(
  deps: VerifyDeps & { auth: Auth },
  authorization: string | undefined,
): Promise<Asker> {
  const token = /^Bearer (\S{1,4200})$/.exec(authorization ?? '')?.[1]
  if (token === undefined) throw new Refused('signed-out')
  try {
    const { customer } = await admitCustomer(deps, token)
    const { id: customerId, browserId: id, teamId } = customer
    return { kind: 'customer', id, teamId, customerId }
  } catch (error) {
    if (!(error instanceof Refused) || error.failure.code !== 'signed-out') throw error
  }
  const { actor } = await findAgentSession(deps.auth, deps.db, token)
  return { kind: 'agent', id: actor.id, teamId: actor.teamId, customerId: null }
}
