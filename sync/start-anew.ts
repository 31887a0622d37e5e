import { v7 as uuidv7 } from 'uuid'
import { putConversations } from '../db/commands/put-conversations.ts'
import { removeConversations, tablesOfRemoval } from '../db/commands/remove-conversations.ts'
import type { BatonDatabase } from '../db/database.ts'
import { sweepCustomers } from '../db/housekeeping/sweep-customers.ts'
import { getCursor } from '../db/queries/get-cursor.ts'
import { getListStep } from '../db/queries/get-list-step.ts'
import type { Account } from '../db/rows.ts'
import { storeFor } from '../db/store-for.ts'

/** Conversations removed in one transaction: panels and the outbox get their turn in between. */
const AT_ONCE = 100

/**
 * Begins to make the copy anew, up to `horizon`, without dropping the old one: the panel goes on showing it until the
 * new rows are there. `finishAnew` removes what they did not replace.
 */
export async function startAnew(
  db: BatonDatabase,
  account: Account | null,
  horizon: number,
): Promise<void> {
  await storeFor(db, account, [], async () => {
    const anewSince = await getListStep(db)
    const value = { timeline: null, rev: 0, horizon, anewSince }
    await db.meta.bulkPut([
      { key: 'cursor', value },
      // A copy that has not counted steps yet begins here: what comes must lie above.
      { key: 'listStep', value: anewSince },
    ])
    // Of the resolved ones only those come that change from now on: the others are asked for again.
    await db.meta.delete('resolvedFrom')
  })
}

/**
 * Removes what the old copy had and the new one was not told: conversations that were resolved long ago, with all that
 * belongs to them. What an agent has not sent stays where it is. Does nothing unless a copy was begun anew; one that
 * was interrupted goes on.
 */
export async function finishAnew(db: BatonDatabase, account: Account | null): Promise<void> {
  const since = (await getCursor(db))?.anewSince ?? null
  if (since === null) return
  while (await removeSome(db, account, since));
  await removeStrangers(db, account)
  await storeFor(db, account, [db.listSnapshots, db.listNames], async () => {
    const cursor = await getCursor(db)
    if (!cursor) return
    // Panels learn of rows that are gone by reading the list anew.
    await Promise.all([db.listSnapshots.clear(), db.listNames.clear()])
    await db.meta.bulkPut([
      { key: 'cursor', value: { ...cursor, anewSince: null } },
      { key: 'copy', value: uuidv7() },
      { key: 'sweep', value: 0 },
    ])
  })
}

/** Whether there may be more. */
async function removeSome(
  db: BatonDatabase,
  account: Account | null,
  since: number,
): Promise<boolean> {
  const tables = [...tablesOfRemoval(db), db.outbox, db.drafts]
  return storeFor(db, account, tables, async () => {
    const stale = await db.conversations.where('rev').belowOrEqual(since).limit(AT_ONCE).toArray()
    const ids = stale.map(({ id }) => id)
    const [outbox, drafts] = await Promise.all([
      db.outbox.where('conversationId').anyOf(ids).toArray(),
      db.drafts.bulkGet(ids),
    ])
    const unsent = new Set([...outbox, ...drafts].flatMap((row) => row?.conversationId ?? []))
    const gone = ids.filter((id) => !unsent.has(id))
    await putConversations(
      db,
      stale.filter(({ id }) => unsent.has(id)),
    )
    await removeConversations(db, gone, account?.agent.id ?? '')
    // What this agent had read of them is told again with them.
    await db.readMarks.where('conversationId').anyOf(gone).delete()
    return stale.length > 0
  })
}

/** Customers of whom no conversation is left. */
async function removeStrangers(db: BatonDatabase, account: Account | null): Promise<void> {
  for (let after: string | null = ''; after !== null;) {
    const from: string = after
    after = await storeFor(db, account, [db.customers, db.conversations], () =>
      sweepCustomers(db, from),
    )
  }
}
