import type { Row } from '@baton/protocol/changes.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import type { CustomerDetails } from '@baton/protocol/customer-details.ts'
import type { ReadMark } from '@baton/protocol/read-mark.ts'
import { addMessages } from '../db/commands/add-messages.ts'
import { putConversations } from '../db/commands/put-conversations.ts'
import type { BatonDatabase } from '../db/database.ts'
import { getCopy } from '../db/queries/get-copy.ts'
import { getGone } from '../db/queries/get-gone.ts'
import type { Account } from '../db/rows.ts'
import { storeFor } from '../db/store-for.ts'

/** The account and the copy for which something was requested. */
export interface AskedFor {
  account: Account | null
  copy: string
  /** The step of the copy's list at that time. */
  step: number
}

/**
 * Stores rows that were requested outside the sync, and runs `also` in the same transaction. Only rows that are
 * missing here are stored: those that are here go up to the cursor, and the answer may be older. The cursor stays.
 * Rows that left the copy since the request are left out, since they may have changed before that. Returns false, and
 * stores nothing, if the copy was dropped since, or if it is no longer known what has left it. Throws `AccountGone` when
 * its account has gone.
 */
export async function storeAsked(
  db: BatonDatabase,
  { account, copy, step }: AskedFor,
  rows: readonly Row[],
  also: () => Promise<unknown> = () => Promise.resolve(),
): Promise<boolean> {
  const tables = [
    db.conversations,
    db.goneConversations,
    db.customers,
    db.messages,
    db.textBlocks,
    db.readMarks,
  ]
  return storeFor(db, account, tables, async () => {
    if ((await getCopy(db)) !== copy) return false
    const gone = await getGone(db, step)
    if (gone === null) return false
    const here = await storeConversations(
      db,
      rows.flatMap((row) => (row.kind === 'conversation' ? [row.value] : [])),
      new Set(gone),
    )
    const customers = new Set([...here.values()].map(({ customer }) => customer.id))
    await Promise.all([
      storeCustomers(
        db,
        rows.flatMap((row) =>
          row.kind === 'customer' && customers.has(row.value.id) ? [row.value] : [],
        ),
      ),
      storeMarks(
        db,
        rows.flatMap((row) => (row.kind === 'read-mark' ? [row.value] : [])),
      ),
      // A message without its conversation would be found by a search and lead nowhere.
      addMessages(
        db,
        rows.flatMap((row) =>
          row.kind === 'message' && here.has(row.value.conversationId) ? [row.value] : [],
        ),
      ),
    ])
    await also()
    return true
  })
}

/** Returns those of them that are now here. */
async function storeConversations(
  db: BatonDatabase,
  told: readonly Conversation[],
  goneSince: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Conversation>> {
  const known = await db.conversations.bulkGet(told.map(({ id }) => id))
  const fresh = told.filter(({ id }, n) => known[n] === undefined && !goneSince.has(id))
  if (fresh.length > 0) await putConversations(db, fresh)
  const here = [...known.filter((row) => row !== undefined), ...fresh]
  return new Map(here.map((row) => [row.id, row]))
}

async function storeCustomers(db: BatonDatabase, told: readonly CustomerDetails[]): Promise<void> {
  const known = await db.customers.bulkGet(told.map(({ id }) => id))
  await db.customers.bulkPut(told.filter((_one, n) => known[n] === undefined))
}

/** A read mark only rises. */
async function storeMarks(db: BatonDatabase, told: readonly ReadMark[]): Promise<void> {
  for (const mark of told) {
    const known = await db.readMarks.get([mark.agentId, mark.conversationId])
    if ((known?.seq ?? 0) < mark.seq) await db.readMarks.put(mark)
  }
}
