import { mayAiReply } from '@baton/domain/ownership.ts'
import type { Kysely } from 'kysely'
import { ownershipOf } from '../../conversations/conversation-row.ts'
import { holderOf } from '../../conversations/find-conversation.ts'
import { toldOf } from '../../conversations/undoable-move.ts'
import { prepared } from '../../database/prepared.ts'
import type { ConversationRow, Database } from '../../database/schema.ts'
import { Refused } from '../../ground/refused.ts'
import type { IntegrationActor } from '../find-key.ts'
import type { ConversationState } from '../v1/api-schemas.ts'

const byRef = prepared<{ channelId: string; ref: string }>()((db, place) =>
  db
    .selectFrom('conversations')
    .selectAll()
    .where('channelId', '=', place('channelId'))
    .where('ref', '=', place('ref')),
)

/** The conversation that the integration gave this name; undefined while it has given it to none. */
export async function lookUpMirrored(
  db: Kysely<Database>,
  { integrationId: channelId }: IntegrationActor,
  ref: string,
): Promise<ConversationRow | undefined> {
  const { rows } = await byRef(db, { channelId, ref })
  return rows[0]
}

/** The same. Throws `not-found` where there is none, and for a key for trials where it is none. */
export async function findMirrored(
  db: Kysely<Database>,
  integration: IntegrationActor,
  ref: string,
): Promise<ConversationRow> {
  const row = await lookUpMirrored(db, integration, ref)
  if (!row || (integration.isTest && row.isTest === 0)) throw new Refused('not-found')
  return row
}

/** Whether words of the bot under this epoch are stored. A hand-back that can be taken back has not happened yet. */
export function mayBotReply(row: ConversationRow, epoch: number): boolean {
  return toldOf(row).state === 'ai' && mayAiReply(ownershipOf(row), epoch)
}

/** Whose a conversation is, as its customer has been told: what can be taken back has not happened yet. */
export async function stateOf(
  db: Kysely<Database>,
  row: ConversationRow,
): Promise<ConversationState> {
  const { state, ownerId } = toldOf(row)
  return {
    conversation_id: row.id,
    state,
    owner: await holderOf(db, { ...row, ownerId }),
    epoch: row.epoch,
    mode: 'automatic',
    test: row.isTest === 1,
  }
}
