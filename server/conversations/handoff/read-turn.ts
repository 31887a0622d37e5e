import { knownName } from '@baton/domain/guest.ts'
import type { Kysely } from 'kysely'
import { parseAttachments } from '../../attachments/attachment-row.ts'
import type { ConversationRow, Database } from '../../database/schema.ts'
import type { Turn } from './turn.ts'
import { capTurn } from './cap-turn.ts'

/** How far back a reply maker looks. */
const MESSAGES_MAX = 40

/**
 * What the maker of a reply is told, no more than `capTurn` lets through. What the customer wrote while the AI was answering something else comes
 * last, though it stands before that answer: it is what is to be answered now.
 */
export async function readTurn(db: Kysely<Database>, row: ConversationRow): Promise<Turn> {
  const newest = await db
    .selectFrom('messages')
    .select(['seq', 'authorKind', 'text', 'attachments'])
    .where('conversationId', '=', row.id)
    .where('visibility', '=', 'everyone')
    .where('authorKind', '!=', 'system')
    .orderBy('seq', 'desc')
    .limit(MESSAGES_MAX)
    .execute()
  const messages = newest.reverse().flatMap(({ seq, authorKind, text, attachments }) => {
    if (authorKind === 'system') return []
    const files = parseAttachments(attachments).map(({ name }) => name)
    return [
      { from: authorKind, text, files, open: authorKind === 'customer' && seq > row.answeredSeq },
    ]
  })
  const inOrder = [...messages.filter(({ open }) => !open), ...messages.filter(({ open }) => open)]
  return capTurn({
    conversationId: row.id,
    customerName: knownName({ id: row.personId, name: row.customerName }),
    messages: inOrder.map(({ from, text, files }) => ({ from, text, files })),
    note: row.aiNote,
  })
}
