import { history } from '@baton/protocol/history.ts'
import { putMessages } from '../db/commands/put-messages.ts'
import type { BatonDatabase } from '../db/database.ts'
import { ask } from './ask.ts'
import type { Connection } from './connection.ts'
import { notDialled, type Asked } from './ask-once.ts'

const PAGE = 100

/**
 * Fetches the messages before a sequence into the database. `more` tells whether there are still older
 * ones. A conversation that is not here (any more) gets nothing: its account may have signed out meanwhile.
 */
export async function loadHistory(
  db: BatonDatabase,
  connection: Pick<Connection, 'ensure'>,
  { conversationId, before }: { conversationId: string; before: number },
): Promise<Asked<{ more: boolean }>> {
  const dialled = await connection.ensure()
  if (!dialled.ok) return notDialled(dialled.code)
  const body = { conversationId, before, limit: PAGE }
  const answer = await ask(dialled.socket, 'history:page', body, history)
  if (!answer.ok) return answer
  const messages = answer.data.messages.filter((row) => row.conversationId === conversationId)
  await db.transaction('rw', [db.conversations, db.messages, db.textBlocks], async () => {
    if (await db.conversations.get(conversationId)) await putMessages(db, messages)
  })
  const lowest = Math.min(before, ...messages.map(({ seq }) => seq))
  return { ok: true, data: { more: messages.length > 0 && lowest > 1 } }
}
