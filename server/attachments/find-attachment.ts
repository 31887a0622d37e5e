import type { Kysely } from 'kysely'
import type { AttachmentRow, Database } from '../database/schema.ts'
import { Refused } from '../ground/refused.ts'
import { versionsWith } from './template-files.ts'
import type { Asker } from './uploader.ts'

/**
 * A file that somebody may see: an agent those of the team's messages, notes included, and of templates that they
 * may use; a customer those of their own conversation, notes never; and everybody what they uploaded and have not
 * sent yet. Throws `not-found` for all else.
 */
export async function findAttachment(
  db: Kysely<Database>,
  { kind, id: askerId, teamId, customerId }: Asker,
  id: string,
): Promise<AttachmentRow> {
  const row = await db
    .selectFrom('attachments')
    .selectAll()
    .select((eb) => eb.exists(versionsWith(eb, askerId)).as('inSight'))
    .where('teamId', '=', teamId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Refused('not-found')
  if (row.messageId === null) {
    const mine = row.uploaderKind === kind && row.uploaderId === askerId
    if (mine || (kind === 'agent' && row.inSight)) return row
    throw new Refused('not-found')
  }
  const mayRead = customerId === null || (await isOwn(db, teamId, row.messageId, customerId))
  if (!mayRead) throw new Refused('not-found')
  return row
}

async function isOwn(
  db: Kysely<Database>,
  teamId: string,
  messageId: string,
  customerId: string,
): Promise<boolean> {
  const found = await db
    .selectFrom('messages')
    .innerJoin('conversations', 'conversations.id', 'messages.conversationId')
    .select('messages.id')
    .where('messages.teamId', '=', teamId)
    .where('messages.id', '=', messageId)
    .where('messages.visibility', '=', 'everyone')
    .where('conversations.customerId', '=', customerId)
    .executeTakeFirst()
  return found !== undefined
}
