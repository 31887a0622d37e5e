import { HISTORY_LIMIT_MAX } from '@baton/protocol/history.ts'
import { putMessages } from '../db/commands/put-messages.ts'
import type { BatonDatabase } from '../db/database.ts'
import { getAccount } from '../db/queries/get-account.ts'
import type { OutboxRow } from '../db/rows.ts'
import { storeFor } from '../db/store-for.ts'
import type { AgentSocket } from './agent-socket.ts'
import { askReading } from './ask.ts'
import { readableMessages } from './frames.ts'

/**
 * Fetches what was said in a conversation since the author of a message last saw it, while the copy is not current:
 * a message must not wait for all else that is missing, nor go out past words that nobody has read. Answers whether
 * all of it is here.
 */
export async function lookBeforeSending(
  db: BatonDatabase,
  socket: AgentSocket,
  { conversationId, seenSeq }: Pick<OutboxRow, 'conversationId' | 'seenSeq'>,
): Promise<boolean> {
  const account = await getAccount(db)
  let before = Number.MAX_SAFE_INTEGER
  for (;;) {
    const body = { conversationId, before, limit: HISTORY_LIMIT_MAX }
    const answer = await askReading(socket, 'history:page', body, readableMessages)
    // One that is not there any more is refused when it is sent.
    if (!answer.ok) return answer.error.code === 'not-found'
    const messages = answer.data.messages.filter((row) => row.conversationId === conversationId)
    await storeFor(db, account, [db.messages, db.textBlocks], () => putMessages(db, messages))
    const lowest = Math.min(before, ...messages.map(({ seq }) => seq))
    if (messages.length === 0 || lowest <= seenSeq + 1) return true
    before = lowest
  }
}
