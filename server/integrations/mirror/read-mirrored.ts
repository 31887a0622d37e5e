import type { Kysely } from 'kysely'
import type { Database } from '../../database/schema.ts'
import { toMirrored } from '../events/events-of.ts'
import type { IntegrationActor } from '../find-key.ts'
import type { ConversationState, MirroredPage } from '../v1/api-schemas.ts'
import { findMirrored, stateOf } from './find-mirrored.ts'

const PAGE = 100

/** Whose the conversation of this name is. Throws `not-found`. */
export async function readMirrored(
  db: Kysely<Database>,
  integration: IntegrationActor,
  ref: string,
): Promise<ConversationState> {
  return stateOf(db, await findMirrored(db, integration, ref))
}

/** What its customer may see of it after a place, the oldest first. Throws `not-found`. */
export async function readMessages(
  db: Kysely<Database>,
  integration: IntegrationActor,
  ref: string,
  after: number,
): Promise<MirroredPage> {
  const { id: conversationId } = await findMirrored(db, integration, ref)
  const rows = await db
    .selectFrom('messages')
    .leftJoin('mirroredWrites', 'mirroredWrites.messageId', 'messages.id')
    .selectAll('messages')
    .select('mirroredWrites.externalId')
    .where('messages.conversationId', '=', conversationId)
    .where('messages.visibility', '=', 'everyone')
    .where('messages.seq', '>', after)
    .orderBy('messages.seq')
    .limit(PAGE + 1)
    .execute()
  const messages = rows
    .slice(0, PAGE)
    .map(({ externalId, ...row }) => toMirrored(row, { messageId: ({ id }) => externalId ?? id }))
  return { messages, more: rows.length > PAGE }
}
