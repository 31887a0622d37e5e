import type { Conversation } from '@baton/protocol/conversation.ts'
import { v7 as uuidv7 } from 'uuid'
import type { BatonDatabase } from '../database.ts'
import { seenSeq } from '../queries/seen-seq.ts'
import type { OutboxRow } from '../rows.ts'

/**
 * Queues a failed or held message again, after the agent has seen the conversation and pressed "send". Messages held
 * behind it in the conversation are queued as well, so that their order stays. Afterwards, kick the background. Does
 * nothing with any other message.
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
    // Files are checked again, and uploaded again if the server no longer has them.
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
    // The server knows the old id with other content. Only a new id can be stored.
    id: row.failure === 'id-reused' ? uuidv7() : row.id,
    // Under another owner it keeps its epoch and stays refused: only the owner may reply.
    epoch: mine ? conversation.epoch : row.epoch,
    seenSeq: Math.max(seen, row.seenSeq),
    status: 'queued',
    // Sending twice is intended, so there is no undo time.
    notBefore: null,
    failure: null,
  }
}
