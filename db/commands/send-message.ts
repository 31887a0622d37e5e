import * as v from 'valibot'
import { messageText } from '@baton/protocol/primitives.ts'
import type { SendMessage } from '@baton/protocol/message.ts'
import { v7 as uuidv7 } from 'uuid'
import type { BatonDatabase } from '../database.ts'
import { getAccount } from '../queries/get-account.ts'
import type { OutboxRow } from '../rows.ts'

export type SendIntent = Pick<SendMessage, 'conversationId' | 'epoch' | 'text' | 'visibility'>

/** What is known of a message when Enter is pressed: its id is made then, for ever. */
export interface Writing {
  id: string
  /** Milliseconds since 1970. */
  now: number
}

/** The moment of pressing Enter. */
export function beginWriting(): Writing {
  return { id: uuidv7(), now: Date.now() }
}

/** A message as the outbox holds it. `seenSeq` is the newest message its writer could see. */
export function outboxRow(
  { conversationId, epoch, text, visibility }: SendIntent,
  { id, now }: Writing,
  account: string,
  seenSeq: number,
): OutboxRow {
  return {
    ...{ id, conversationId, epoch, text, visibility, account, createdAt: now, seenSeq },
    status: 'queued',
    failure: null,
  }
}

/**
 * Puts a message in the outbox and empties the draft it was written in, in one transaction: whatever
 * crashes, the text is in exactly one of the two. Afterwards, kick the background.
 * Returns the message's id; throws when nobody is signed in or the text is empty or too long.
 */
export async function sendMessage(
  db: BatonDatabase,
  intent: SendIntent,
  writing: Writing = beginWriting(),
): Promise<string> {
  const text = v.parse(messageText, intent.text)
  return db.transaction('rw', [db.meta, db.conversations, db.outbox, db.drafts], async () => {
    const account = await getAccount(db)
    if (!account) throw new Error('Nobody is signed in.')
    const conversation = await db.conversations.get(intent.conversationId)
    const seenSeq = conversation?.lastSeq ?? 0
    await db.outbox.add(outboxRow({ ...intent, text }, writing, account.agent.id, seenSeq))
    await db.drafts.delete(intent.conversationId)
    return writing.id
  })
}
