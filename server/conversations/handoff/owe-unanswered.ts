import type { TeamWrite } from '../../changes/team-write.ts'
import type { ConversationRow } from '../../database/schema.ts'
import { oweAnswer } from './owed-answer.ts'

/** For a conversation that the AI has got back: the AI owes an answer if the customer wrote last. */
export async function oweUnanswered(write: TeamWrite, row: ConversationRow): Promise<void> {
  if (row.botId !== null) return
  const last = await write.trx
    .selectFrom('messages')
    .select(['seq', 'authorKind'])
    .where('conversationId', '=', row.id)
    .where('visibility', '=', 'everyone')
    .where('authorKind', '!=', 'system')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (last?.authorKind === 'customer') oweAnswer(row, last.seq, write.now)
}
