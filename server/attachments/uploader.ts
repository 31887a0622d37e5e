import type { Kysely } from 'kysely'
import { findAgentSession } from '../auth/agent-session.ts'
import type { Auth } from '../auth/create-auth.ts'
import type { Database } from '../database/schema.ts'
import { Refused } from '../refused.ts'
import { findCustomer } from '../team/customers.ts'

/** Who uploads a file, and alone may send it; or who asks for one. */
export interface Uploader {
  kind: 'agent' | 'customer'
  id: string
  teamId: string
}

/** Whose bearer token this is, an agent's or a customer's. Throws `signed-out` when it is nobody's. */
export async function findUploader(
  { auth, db }: { auth: Auth; db: Kysely<Database> },
  authorization: string | undefined,
): Promise<Uploader> {
  const token = /^Bearer (\S{1,512})$/.exec(authorization ?? '')?.[1]
  if (token === undefined) throw new Refused('signed-out')
  try {
    const { customer } = await findCustomer(db, token)
    return { kind: 'customer', id: customer.id, teamId: customer.teamId }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
  }
  const { actor } = await findAgentSession(auth, db, token)
  return { kind: 'agent', id: actor.id, teamId: actor.teamId }
}
