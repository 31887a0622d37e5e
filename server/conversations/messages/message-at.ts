import type { Kysely } from 'kysely'
import { prepared } from '../../database/prepared.ts'
import type { Database } from '../../database/schema.ts'

const atPlace = prepared<{ conversationId: string; seq: number }>()((db, place) =>
  db
    .selectFrom('messages')
    .select(['id', 'at'])
    .where('conversationId', '=', place('conversationId'))
    .where('seq', '=', place('seq')),
)

/** The message at this position; null if there is none. */
export async function messageAt(
  db: Kysely<Database>,
  conversationId: string,
  seq: number,
): Promise<{ id: string; at: number } | null> {
  const { rows } = await atPlace(db, { conversationId, seq })
  return rows[0] ?? null
}
