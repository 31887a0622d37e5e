import type { Transaction } from 'dexie'
import * as v from 'valibot'

/** A draft as in version 1. */
const draft = v.object({
  conversationId: v.string(),
  text: v.string(),
  visibility: v.picklist(['everyone', 'team']),
  updatedAt: v.number(),
})

/** The tables of rows that the server sends again in their new shapes. */
const COPIES = [
  'conversations',
  'messages',
  'agents',
  'templates',
  'readMarks',
  'replies',
  'typing',
]

/**
 * From version 1 to 2. The server's rows have new shapes: they are dropped with the cursor and pulled again. The
 * agent's unsent work (outbox, drafts, unsent read marks) is kept and converted.
 */
export async function toVersion2(transaction: Transaction): Promise<void> {
  await Promise.all(COPIES.map((name) => transaction.table(name).clear()))
  await transaction.table('meta').delete('cursor')
  await transaction
    .table('outbox')
    .filter((row: { status: string }) => row.status === 'sent')
    .delete()
  await transaction.table('outbox').toCollection().modify({ notBefore: null, attachments: [] })
  const drafts = transaction.table<unknown>('drafts')
  const before = await drafts.toArray()
  await drafts.clear()
  await drafts.bulkAdd(before.map(newDraft))
}

function newDraft(row: unknown) {
  const { text, ...rest } = v.parse(draft, row)
  const texts = { everyone: '', team: '', [rest.visibility]: text }
  const fresh = { attachments: [], returned: [], writtenWith: null, alongside: null }
  return { ...rest, texts, ...fresh }
}
