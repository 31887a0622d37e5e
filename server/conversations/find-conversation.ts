import type { Kysely } from 'kysely'
import { prepared } from '../database/prepared.ts'
import type { ConversationRow, Database } from '../database/schema.ts'
import { Refused } from '../ground/refused.ts'

const byId = prepared<{ id: string; teamId: string }>()((db, place) =>
  db
    .selectFrom('conversations')
    .selectAll()
    .where('id', '=', place('id'))
    .where('teamId', '=', place('teamId')),
)

const byCustomer = prepared<{ customerId: string }>()((db, place) =>
  db.selectFrom('conversations').selectAll().where('customerId', '=', place('customerId')),
)

/**
 * A conversation of the team. Throws `not-found` for another team's conversation as well, and for a trial of an
 * integration, of which agents know nothing.
 */
export async function findConversation(
  db: Kysely<Database>,
  teamId: string,
  id: string,
): Promise<ConversationRow> {
  const row = await findAnyConversation(db, teamId, id)
  if (row.isTest === 1) throw new Refused('not-found')
  return row
}

/** The same, trials included. */
export async function findAnyConversation(
  db: Kysely<Database>,
  teamId: string,
  id: string,
): Promise<ConversationRow> {
  const { rows } = await byId(db, { id, teamId })
  const [row] = rows
  if (!row) throw new Refused('not-found')
  return row
}

/** The customer's one conversation; undefined before their first message. */
export async function findCustomersConversation(
  db: Kysely<Database>,
  customerId: string,
): Promise<ConversationRow | undefined> {
  const { rows } = await byCustomer(db, { customerId })
  return rows[0]
}

/** The owner of a conversation, to name them to an agent who lost; null is the AI agent or nobody. */
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
