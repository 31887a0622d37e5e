import Dexie from 'dexie'
import type { BatonDatabase } from '../database.ts'
import type { OutboxRow } from '../rows.ts'

/** How many messages others wrote in the conversation that the author of this one had not seen; notices aside. */
export async function countUnseen(
  db: BatonDatabase,
  { conversationId, seenSeq, account }: Pick<OutboxRow, 'conversationId' | 'seenSeq' | 'account'>,
): Promise<number> {
  return db.messages
    .where('[conversationId+seq]')
    .between([conversationId, seenSeq], [conversationId, Dexie.maxKey], false)
    .filter(({ author }) => {
      return author.kind !== 'system' && !(author.kind === 'agent' && author.id === account)
    })
    .count()
}
