import { guestName } from '@baton/domain/guest.ts'
import type { CreateCustomer, CreatedCustomer } from '@baton/protocol/customer.ts'
import type { Kysely } from 'kysely'
import { sha256, type Clock, type Ids } from '../ground/clock.ts'
import type { Database } from '../database/schema.ts'
import { Refused } from '../ground/refused.ts'

/**
 * A new anonymous customer, or the one that this very request made before: the client's own token tells. Throws
 * `not-found` when there is no team of that slug, `id-reused` when the token is of a customer that was asked for with
 * other words.
 */
export async function createCustomer(
  deps: { db: Kysely<Database>; clock: Clock; ids: Ids },
  { team: slug, context: said, token = deps.ids.secret() }: CreateCustomer,
): Promise<CreatedCustomer> {
  const { db, clock, ids } = deps
  const team = await db.selectFrom('teams').select('id').where('slug', '=', slug).executeTakeFirst()
  if (!team) throw new Refused('not-found')
  const newId = ids.next()
  const teamId = team.id
  const tokenHash = sha256(token)
  const context = said ? JSON.stringify(said) : null
  await db
    .insertInto('customers')
    .values({
      id: newId,
      teamId,
      name: guestName(newId),
      email: null,
      createdAt: clock(),
      tokenHash,
      subject: null,
      claims: null,
      actsAs: null,
      context,
    })
    .onConflict((conflict) => conflict.column('tokenHash').doNothing())
    .execute()
  const { id, name, ...stored } = await db
    .selectFrom('customers')
    .select(['id', 'name', 'teamId', 'context'])
    .where('tokenHash', '=', tokenHash)
    .executeTakeFirstOrThrow()
  if (stored.teamId !== teamId || stored.context !== context) throw new Refused('id-reused')
  return { id, name, token }
}
