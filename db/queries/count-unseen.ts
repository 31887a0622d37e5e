import Dexie from 'dexie'
import type { BatonDatabase } from '../database.ts'
import type { OutboxRow } from '../rows.ts'

/** How many messages of others in the conversation this message's author had not seen, without notices. */
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
