import type { CustomerDetails } from '@baton/protocol/customer-details.ts'
import type { BatonDatabase } from '../database.ts'

/** A customer; null if this copy does not have them. */
export async function getCustomer(db: BatonDatabase, id: string): Promise<CustomerDetails | null> {
  return (await db.customers.get(id)) ?? null
}
