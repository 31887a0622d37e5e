import type { CustomerView } from '@baton/protocol/customer.ts'
import type { Kysely } from 'kysely'
import type { ConversationRow, Database } from '../database/schema.ts'
import { toldOf } from './undoable-move.ts'

/** Who answers the customer now, as far as the customer has been told. */
export async function customerView(
  db: Kysely<Database>,
  stored: ConversationRow,
): Promise<CustomerView> {
  const { state, ownerId } = toldOf(stored)
  if (ownerId === null) return { state, agentName: null }
  const owner = await db
    .selectFrom('agents')
    .select('name')
    .where('id', '=', ownerId)
    .executeTakeFirst()
  return { state, agentName: owner?.name ?? null }
}
