import type { Kysely } from 'kysely'
import type { ConversationRow, Database } from '../database/schema.ts'
import { Refused } from '../refused.ts'

/** A conversation of the team. Throws `not-found` for another team's as for none. */
export async function findConversation(
  db: Kysely<Database>,
  teamId: string,
  id: string,
): Promise<ConversationRow> {
  const row = await db
    .selectFrom('conversations')
    .selectAll()
    .where('id', '=', id)
    .where('teamId', '=', teamId)
    .executeTakeFirst()
  if (!row) throw new Refused('not-found')
  return row
}

/** The customer's one conversation; undefined before their first message. */
export function findCustomersConversation(
  db: Kysely<Database>,
  customerId: string,
): Promise<ConversationRow | undefined> {
  return db
    .selectFrom('conversations')
    .selectAll()
    .where('customerId', '=', customerId)
    .executeTakeFirst()
}

/** Who holds a conversation, to tell somebody who lost; null is the AI agent or nobody. */
export async function holderOf(
  db: Kysely<Database>,
  row: ConversationRow,
): Promise<{ id: string; name: string } | null> {
  if (row.ownerId === null) return null
  const owner = await db
    .selectFrom('agents')
    .select(['id', 'name'])
    .where('id', '=', row.ownerId)
    .executeTakeFirst()
  return owner ?? null
}
