import type { BatonDatabase } from '../database.ts'

const AT_ONCE = 100

/**
 * Removes customers without a conversation in the copy: the server sends some who do not write. One call examines
 * those after `after`. Returns the last one examined, null at the end.
 */
export async function sweepCustomers(db: BatonDatabase, after: string): Promise<string | null> {
  const tables = [db.customers, db.conversations]
  return db.transaction('rw', tables, async () => {
    const ids = await db.customers.where('id').above(after).limit(AT_ONCE).primaryKeys()
    const having = await db.conversations.where('customer.id').anyOf(ids).toArray()
    const needed = new Set(having.map(({ customer }) => customer.id))
    await db.customers.bulkDelete(ids.filter((id) => !needed.has(id)))
    return ids.length < AT_ONCE ? null : (ids.at(-1) ?? null)
  })
}
