import type { Row } from '@baton/protocol/changes.ts'
import type { Kysely } from 'kysely'
import { toConversation } from '../conversations/conversation-row.ts'
import { toCustomerDetails } from '../customers/person-row.ts'
import type { ConversationRow, Database } from '../database/schema.ts'

/** A stored conversation with what a browser has to store for it. */
export interface WithCustomer {
  conversation: ConversationRow
  rows: Row[]
}

/** Conversations as agents see them, each behind its customer. They have to be of one team. */
export async function withCustomers(
  db: Kysely<Database>,
  conversations: readonly ConversationRow[],
): Promise<WithCustomer[]> {
  const ids = [...new Set(conversations.map(({ personId }) => personId))]
  const people =
    ids.length === 0
      ? []
      : await db
          .selectFrom('people')
          .selectAll()
          .where('id', 'in', ids)
          .where('gone', '=', 0)
          .execute()
  const customers = new Map(people.map((person) => [person.id, toCustomerDetails(person)]))
  return conversations.map((conversation) => {
    const customer = customers.get(conversation.personId)
    const rows: Row[] = customer ? [{ kind: 'customer', value: customer }] : []
    rows.push({ kind: 'conversation', value: toConversation(conversation) })
    return { conversation, rows }
  })
}
