import type { Kysely } from 'kysely'
import { parseAttachments } from '../../attachments/attachment-row.ts'
import type { ConversationRow, Database } from '../../database/schema.ts'
import { detailsColumn } from '../messages/message-row.ts'
import type { Talk } from './talk.ts'

/** Most messages that are read. */
const MESSAGES_MAX = 40

/**
 * Reads the newest messages of a conversation. Messages that the customer wrote during an AI answer come last,
 * although they are stored before that answer: they are the ones to answer now.
 */
export async function readTalk(
  db: Kysely<Database>,
  row: Pick<ConversationRow, 'id' | 'answeredSeq' | 'aiNote'>,
): Promise<Talk> {
  const newest = await db
    .selectFrom('messages')
    .select(['seq', 'authorKind', 'text', 'attachments', 'details'])
    .where('conversationId', '=', row.id)
    .where('visibility', '=', 'everyone')
    .where('authorKind', '!=', 'system')
    .orderBy('seq', 'desc')
    .limit(MESSAGES_MAX)
    .execute()
  const messages = newest.reverse().flatMap(({ seq, authorKind, text, attachments, details }) => {
    const isRemoved = detailsColumn.read(details)?.removedAt !== undefined
    if (authorKind === 'system' || isRemoved) return []
    const files = parseAttachments(attachments).map(({ name }) => name)
    return [
      { from: authorKind, text, files, open: authorKind === 'customer' && seq > row.answeredSeq },
    ]
  })
  const inOrder = [...messages.filter(({ open }) => !open), ...messages.filter(({ open }) => open)]
  return {
    messages: inOrder.map(({ from, text, files }) => ({ from, text, files })),
    note: row.aiNote,
  }
}
