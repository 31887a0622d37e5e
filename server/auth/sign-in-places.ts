import type { Kysely } from 'kysely'
import { deleteInSlices } from '../database/delete-in-slices.ts'
import type { Database } from '../database/schema.ts'

/** How long a place counts as one where an account was signed in to, in ms. */
const KNOWN_MS = 90 * 24 * 60 * 60_000
/** Places remembered of one account: the newest. */
const PLACES_MAX = 20

/** Whether somebody signed in to the account from this address before. Both are hashes. */
export async function isKnownPlace(
  db: Kysely<Database>,
  account: string,
  address: string,
  now: number,
): Promise<boolean> {
  const found = await db
    .selectFrom('signInPlaces')
    .select('at')
    .where('account', '=', account)
    .where('address', '=', address)
    .where('at', '>', now - KNOWN_MS)
    .executeTakeFirst()
  return found !== undefined
}

/** Remembers that the account was signed in to from this address. */
export async function notePlace(
  db: Kysely<Database>,
  account: string,
  address: string,
  now: number,
): Promise<void> {
  await db
    .insertInto('signInPlaces')
    .values({ account, address, at: now })
    .onConflict((conflict) => conflict.columns(['account', 'address']).doUpdateSet({ at: now }))
    .execute()
  const newest = db
    .selectFrom('signInPlaces')
    .select('address')
    .where('account', '=', account)
    .orderBy('at', 'desc')
    .limit(PLACES_MAX)
  await db
    .deleteFrom('signInPlaces')
    .where('account', '=', account)
    .where('address', 'not in', newest)
    .execute()
}

/** Forgets places of which it is too long ago. */
export async function prunePlaces(db: Kysely<Database>, now: number): Promise<void> {
  await deleteInSlices((atMost) =>
    db.deleteFrom('signInPlaces').where((eb) =>
      eb(
        eb.refTuple('account', 'address'),
        'in',
        eb
          .selectFrom('signInPlaces')
          .select(['account', 'address'])
          .where('at', '<=', now - KNOWN_MS)
          .limit(atMost)
          .$asTuple('account', 'address'),
      ),
    ),
  )
}
