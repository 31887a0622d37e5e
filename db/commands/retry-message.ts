import { v7 as uuidv7 } from 'uuid'
import type { BatonDatabase } from '../database.ts'

/**
 * Queues a failed message again, under the epoch this copy knows now: the agent has seen who owns the
 * conversation and asks anew. Afterwards, kick the background. Does nothing unless it has failed.
 */
export async function retryMessage(db: BatonDatabase, id: string): Promise<void> {
  await db.transaction('rw', [db.outbox, db.conversations], async () => {
    const row = await db.outbox.get(id)
    if (row?.status !== 'failed') return
    const conversation = await db.conversations.get(row.conversationId)
    await db.outbox.delete(id)
    await db.outbox.add({
      ...row,
      // The server holds the old id for something else; only a new one can ever be stored.
      id: row.failure === 'id-reused' ? uuidv7() : id,
      epoch: conversation?.epoch ?? row.epoch,
      status: 'queued',
      failure: null,
    })
  })
}
