import type { Conversation } from '@baton/protocol/conversation.ts'
import { v7 as uuidv7 } from 'uuid'
import type { BatonDatabase } from '../database.ts'
import { seenSeq } from '../queries/seen-seq.ts'
import type { OutboxRow } from '../rows.ts'

/**
 * Queues a failed or held message again: the agent has seen what the conversation shows now, and says "send".
 * With a held one go those held behind it in the conversation, so that their order stays. Afterwards, kick the
 * background. Does nothing with one that is neither.
 */
export async function retryMessage(db: BatonDatabase, id: string): Promise<void> {
  await db.transaction('rw', [db.outbox, db.conversations, db.messages, db.uploads], async () => {
    const row = await db.outbox.get(id)
    if (row?.status !== 'failed' && row?.status !== 'held') return
    const [conversation, seen] = await Promise.all([
      db.conversations.get(row.conversationId),
      seenSeq(db, row.conversationId),
    ])
    const again = row.status === 'held' ? await heldFrom(db, row) : [row]
    await db.outbox.bulkDelete(again.map((each) => each.id))
    await db.outbox.bulkAdd(again.map((each) => queuedAgain(each, conversation, seen)))
    // Looked at anew, and uploaded anew where the server has not got them any more.
    const files = again.flatMap(({ attachments }) => attachments)
    await db.uploads.where('id').anyOf(files).modify({ sent: 0, arrivedAt: null, failure: null })
  })
}

async function heldFrom(db: BatonDatabase, first: OutboxRow): Promise<OutboxRow[]> {
  return db.outbox
    .where('conversationId')
    .equals(first.conversationId)
    .filter((row) => {
      return row.account === first.account && row.status === 'held' && row.id >= first.id
    })
    .sortBy('id')
}

function queuedAgain(
  row: OutboxRow,
  conversation: Conversation | undefined,
  seen: number,
): OutboxRow {
  const mine = conversation?.state === 'human' && conversation.ownerId === row.account
  return {
    ...row,
    // The server holds the old id for something else; only a new one can ever be stored.
    id: row.failure === 'id-reused' ? uuidv7() : row.id,
    // Written under another's epoch it must stay refused: only an owner speaks to the customer.
    epoch: mine ? conversation.epoch : row.epoch,
    seenSeq: Math.max(seen, row.seenSeq),
    status: 'queued',
    // Said twice is meant.
    notBefore: null,
    failure: null,
  }
}
