import { saysSomething, type SendMessage } from '@baton/protocol/message.ts'
import { MESSAGE_TEXT_MAX } from '@baton/protocol/primitives.ts'
import { v7 as uuidv7 } from 'uuid'
import type { BatonDatabase } from '../database.ts'
import { getAccount } from '../queries/get-account.ts'

export type SendIntent = Pick<SendMessage, 'conversationId' | 'epoch' | 'text' | 'visibility'> & {
  /** Ids of uploads of the draft. */
  attachments?: readonly string[]
}

/**
 * Puts a message in the outbox and empties the draft it was written in, in one transaction: whatever
 * crashes, text and files are in exactly one of the two. A file that was added to the draft meanwhile stays in
 * it. Afterwards, kick the background.
 * Returns the message's id; throws when nobody is signed in, there is nothing to send or the text is too long.
 */
export async function sendMessage(
  db: BatonDatabase,
  intent: SendIntent,
  now = Date.now(),
): Promise<string> {
  const { conversationId, epoch, text, visibility, attachments = [] } = intent
  if (!saysSomething({ text, attachments }) || text.length > MESSAGE_TEXT_MAX) {
    throw new Error('There is nothing to send, or too much.')
  }
  return db.transaction('rw', [db.meta, db.conversations, db.outbox, db.drafts], async () => {
    const account = await getAccount(db)
    if (!account) throw new Error('Nobody is signed in.')
    const conversation = await db.conversations.get(conversationId)
    const id = uuidv7()
    await db.outbox.add({
      ...{ id, conversationId, epoch, text, attachments: [...attachments], visibility },
      account: account.agent.id,
      createdAt: now,
      seenSeq: conversation?.lastSeq ?? 0,
      status: 'queued',
      failure: null,
    })
    const draft = await db.drafts.get(conversationId)
    const left = draft?.attachments.filter((file) => !attachments.includes(file)) ?? []
    if (draft && left.length > 0) await db.drafts.put({ ...draft, text: '', attachments: left })
    else await db.drafts.delete(conversationId)
    return id
  })
}
