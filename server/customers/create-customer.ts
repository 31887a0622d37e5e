import type { CreateCustomer, CreatedCustomer } from '@baton/protocol/customer.ts'
import type { Kysely } from 'kysely'
import { sha256, type Clock, type Ids } from '../clock.ts'
import type { Database } from '../database/schema.ts'
import { Refused } from '../refused.ts'

/** A new anonymous customer. Throws `not-found` when there is no team of that slug. */
export async function createCustomer(
  deps: { db: Kysely<Database>; clock: Clock; ids: Ids },
  { team: slug, context }: CreateCustomer,
): Promise<CreatedCustomer> {
  const { db, clock, ids } = deps
  const team = await db.selectFrom('teams').select('id').where('slug', '=', slug).executeTakeFirst()
  if (!team) throw new Refused('not-found')
  const id = ids.next()
  // The last digits of a UUIDv7 are random: enough to tell two guests in a list apart.
  const name = `Guest ${id.slice(-4).toUpperCase()}`
  const token = ids.secret()
  await db
    .insertInto('customers')
    .values({
      ...{ id, teamId: team.id, name, email: null, createdAt: clock() },
      ...{ tokenHash: sha256(token), subject: null, claims: null, actsAs: null },
      context: context ? JSON.stringify(context) : null,
    })
    .execute()
  return { id, name, token }
}
