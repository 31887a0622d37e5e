import type { Row } from '@baton/protocol/changes.ts'
import type { Kysely } from 'kysely'
import { toCustomerDetails } from '../customers/person-row.ts'
import type { ConversationRow, Database } from '../database/schema.ts'

/**
 * A conversation's customer, and its agents' read marks. A copy that no longer has the conversation, or never had it,
 * needs them to show it.
 */
export async function companyOf(
  db: Kysely<Database>,
  { id, personId }: Pick<ConversationRow, 'id' | 'personId'>,
): Promise<Row[]> {
  const people = await db
    .selectFrom('people')
    .selectAll()
    .where('id', '=', personId)
    .where('gone', '=', 0)
    .execute()
  const marks = await db
    .selectFrom('readMarks')
    .select(['agentId', 'conversationId', 'seq', 'customerCount'])
    .where('conversationId', '=', id)
    .execute()
  return [
    ...people.map((person): Row => ({ kind: 'customer', value: toCustomerDetails(person) })),
    ...marks.map((value): Row => ({ kind: 'read-mark', value })),
  ]
}
