import * as v from 'valibot'
import { messageText } from '@baton/protocol/primitives.ts'
import type { SendMessage } from '@baton/protocol/message.ts'
import { v7 as uuidv7 } from 'uuid'
import type { BatonDatabase } from '../database.ts'
import { getAccount } from '../queries/get-account.ts'

export type SendIntent = Pick<SendMessage, 'conversationId' | 'epoch' | 'text' | 'visibility'>

/**
 * Puts a message in the outbox and empties the draft it was written in, in one transaction: whatever
 * crashes, the text is in exactly one of the two. Afterwards, kick the background.
 * Returns the message's id; throws when nobody is signed in or the text is empty or too long.
 */
export async function sendMessage(
  db: BatonDatabase,
  intent: SendIntent,
  now = Date.now(),
): Promise<string> {
  const text = v.parse(messageText, intent.text)
  return db.transaction('rw', [db.meta, db.conversations, db.outbox, db.drafts], async () => {
    const account = await getAccount(db)
    if (!account) throw new Error('Nobody is signed in.')
    const conversation = await db.conversations.get(intent.conversationId)
    const id = uuidv7()
    await db.outbox.add({
      id,
      conversationId: intent.conversationId,
      epoch: intent.epoch,
      text,
      visibility: intent.visibility,
      account: account.agent.id,
      createdAt: now,
      seenSeq: conversation?.lastSeq ?? 0,
      status: 'queued',
      failure: null,
    })
    await db.drafts.delete(intent.conversationId)
    return id
  })
}
