import type { Answer, AskFailure } from '@baton/protocol/errors.ts'
import { addMessages } from '../db/commands/add-messages.ts'
import type { BatonDatabase } from '../db/database.ts'
import { getAccount } from '../db/queries/get-account.ts'
import { storeFor } from '../db/store-for.ts'
import { askReading } from './ask.ts'
import { notDialled } from './attempt.ts'
import { readableMessages } from './frames.ts'
import type { Connection } from './connection.ts'

const PAGE = 100

/**
 * Fetches the messages before a sequence into the database. `more` is true if there are older ones. Stores nothing
 * for a conversation that is not in the copy: its account may have signed out meanwhile.
 */
export async function loadHistory(
  db: BatonDatabase,
  connection: Pick<Connection, 'ensure'>,
  { conversationId, before }: { conversationId: string; before: number },
): Promise<Answer<{ more: boolean }, AskFailure>> {
  const dialled = await connection.ensure()
  const account = await getAccount(db)
  if (!dialled.ok) return notDialled(dialled)
  const body = { conversationId, before, limit: PAGE }
  const answer = await askReading(dialled.socket, 'history:page', body, readableMessages)
  if (!answer.ok) return answer
  const messages = answer.data.messages.filter((row) => row.conversationId === conversationId)
  const tables = [db.conversations, db.messages, db.textBlocks]
  await storeFor(db, account, tables, async () => {
    if (await db.conversations.get(conversationId)) await addMessages(db, messages)
  })
  const lowest = Math.min(before, ...messages.map(({ seq }) => seq))
  return { ok: true, data: { more: messages.length > 0 && lowest > 1 } }
}
