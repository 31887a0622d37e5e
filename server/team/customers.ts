import type { CreateCustomer, CreatedCustomer } from '@baton/protocol/customer.ts'
import type { Kysely } from 'kysely'
import { sha256, type Clock, type Ids } from '../clock.ts'
import type { Database } from '../database/schema.ts'
import { Refused } from '../refused.ts'
import type { CustomerActor } from './actors.ts'

/** A new anonymous customer. Throws `not-found` when there is no team of that slug. */
export async function createCustomer(
  deps: { db: Kysely<Database>; clock: Clock; ids: Ids },
  { team: slug }: CreateCustomer,
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
      id,
      teamId: team.id,
      name,
      email: null,
      tokenHash: sha256(token),
      createdAt: clock(),
    })
    .execute()
  return { id, name, token }
}

/** Whose token this is. Throws `signed-out` when it is nobody's. */
export async function findCustomer(
  db: Kysely<Database>,
  token: string,
): Promise<{ customer: CustomerActor; teamName: string }> {
  const row = await db
    .selectFrom('customers')
    .innerJoin('teams', 'teams.id', 'customers.teamId')
    .select(['customers.id', 'customers.teamId', 'customers.name', 'customers.email'])
    .select('teams.name as teamName')
    .where('customers.tokenHash', '=', sha256(token))
    .executeTakeFirst()
  if (!row) throw new Refused('signed-out')
  const { teamName, ...customer } = row
  return { customer, teamName }
}
