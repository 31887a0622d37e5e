import type { Row } from '@baton/protocol/changes.ts'
import { type GetConversation, type GotConversation } from '@baton/protocol/older.ts'
import type { Kysely } from 'kysely'
import { findConversation } from '../conversations/find-conversation.ts'
import type { Database } from '../database/schema.ts'
import { toMessage } from '../conversations/messages/message-row.ts'
import type { AgentActor } from '../ground/actors.ts'
import { withCustomers } from './with-customers.ts'
import { withinFrame } from '../changes/fits.ts'

/** The newest messages that come along: what a screen or two show. Older ones come by `history:page`. */
const MESSAGES = 50

/**
 * One conversation with all that is needed to show it. Throws `Refused` `not-found` for another team's as for none.
 */
export async function getConversation(
  db: Kysely<Database>,
  { id: agentId, teamId }: AgentActor,
  { conversationId }: GetConversation,
): Promise<GotConversation> {
  const conversation = await findConversation(db, teamId, conversationId)
  const [found] = await withCustomers(db, [conversation])
  const messages = await db
    .selectFrom('messages')
    .selectAll()
    .where('conversationId', '=', conversationId)
    // None that was written since: the row would not know of it.
    .where('seq', '<=', conversation.lastSeq)
    .orderBy('seq', 'desc')
    .limit(MESSAGES)
    .execute()
  const mark = await db
    .selectFrom('readMarks')
    .select(['agentId', 'conversationId', 'seq', 'customerCount'])
    .where('agentId', '=', agentId)
    .where('conversationId', '=', conversationId)
    .executeTakeFirst()
  const rows: Row[] = [...(found?.rows ?? [])]
  if (mark) rows.push({ kind: 'read-mark', value: mark })
  // The newest ones are first: what does not fit is older, so that no hole comes of it.
  rows.push(...messages.map((row): Row => ({ kind: 'message', value: toMessage(row) })))
  return { rows: withinFrame(rows) }
}
