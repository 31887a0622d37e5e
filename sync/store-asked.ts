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

/** Whose copy it was, and which one, when something was asked for. */
export interface AskedFor {
  account: Account | null
  copy: string
  /** The step of its list. */
  step: number
}

/**
 * Stores rows that somebody asked for beside the changes that are told, and does `also` in the same transaction. Only what
 * is not here is stored: what is here goes up to the cursor, and an answer may be older than that. The cursor stays where
 * it is. What has left the copy since it was asked for may have changed before it left: it is left out. A copy that was
 * dropped since gets nothing, and `false` is the answer. Throws `AccountGone` when its account has gone.
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
    const here = await storeConversations(
      db,
      rows.flatMap((row) => (row.kind === 'conversation' ? [row.value] : [])),
      new Set(await getGone(db, step)),
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
      // Without its conversation a message would be found, and lead nowhere.
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

/** Answers those of them as they are here now. */
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

/** A mark only ever rises. */
async function storeMarks(db: BatonDatabase, told: readonly ReadMark[]): Promise<void> {
  for (const mark of told) {
    const known = await db.readMarks.get([mark.agentId, mark.conversationId])
    if ((known?.seq ?? 0) < mark.seq) await db.readMarks.put(mark)
  }
}
