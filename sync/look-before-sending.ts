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
 * While the copy is not current, fetches the messages of one conversation since a message's author last saw it. A
 * message must not wait for the whole catch-up, nor go out past unread messages. Returns whether all of them are
 * here.
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
    // A conversation that no longer exists refuses the message when it is sent.
    if (!answer.ok) return answer.error.code === 'not-found'
    const messages = answer.data.messages.filter((row) => row.conversationId === conversationId)
    await storeFor(db, account, [db.messages, db.textBlocks], () => putMessages(db, messages))
    const lowest = Math.min(before, ...messages.map(({ seq }) => seq))
    if (messages.length === 0 || lowest <= seenSeq + 1) return true
    before = lowest
  }
}
