import type { CustomerView } from '@baton/protocol/customer.ts'
import type { Kysely } from 'kysely'
import type { ConversationRow, Database } from '../database/schema.ts'

/** Who answers the customer at the moment. */
export async function customerView(
  db: Kysely<Database>,
  row: Pick<ConversationRow, 'state' | 'ownerId'>,
): Promise<CustomerView> {
  if (row.ownerId === null) return { state: row.state, agentName: null }
  const owner = await db
    .selectFrom('agents')
    .select('name')
    .where('id', '=', row.ownerId)
    .executeTakeFirst()
  return { state: row.state, agentName: owner?.name ?? null }
}
