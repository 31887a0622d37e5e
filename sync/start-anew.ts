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
 * Starts to rebuild the copy up to `horizon`, while the old rows stay visible. `finishAnew` removes those that were
 * not replaced.
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
      // A copy without a list step starts counting here. New rows must get a higher step.
      { key: 'listStep', value: anewSince },
    ])
    // Of resolved conversations only those that change from now on will come. The others have to be asked for again.
    await db.meta.delete('resolvedFrom')
  })
}

/**
 * Removes rows of the old copy that the new one did not get: conversations resolved long ago and all that belongs to
 * them. An agent's unsent work stays. Does nothing unless a rebuild was started, and continues an interrupted one.
 */
export async function finishAnew(db: BatonDatabase, account: Account | null): Promise<void> {
  const since = (await getCursor(db))?.anewSince ?? null
  if (since === null) return
  while (await removeSome(db, account, since));
  await removeStrangers(db, account)
  await storeFor(db, account, [db.listSnapshots, db.listNames], async () => {
    const cursor = await getCursor(db)
    if (!cursor) return
    // Panels notice removed rows by reading the list again.
    await Promise.all([db.listSnapshots.clear(), db.listNames.clear()])
    await db.meta.bulkPut([
      { key: 'cursor', value: { ...cursor, anewSince: null } },
      { key: 'copy', value: uuidv7() },
      { key: 'sweep', value: 0 },
    ])
  })
}

/** Returns whether there may be more. */
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
    // My read marks of them are sent again with the conversations.
    await db.readMarks.where('conversationId').anyOf(gone).delete()
    return stale.length > 0
  })
}

/** Removes customers without a conversation. */
async function removeStrangers(db: BatonDatabase, account: Account | null): Promise<void> {
  for (let after: string | null = ''; after !== null;) {
    const from: string = after
    after = await storeFor(db, account, [db.customers, db.conversations], () =>
      sweepCustomers(db, from),
    )
  }
}
