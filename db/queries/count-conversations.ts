import type { ListFilter } from '@baton/domain/list-order.ts'
import type { BatonDatabase } from '../database.ts'
import { getAccount } from './get-account.ts'

const NONE: Record<ListFilter, number> = {
  all: 0,
  waiting: 0,
  mine: 0,
  ai: 0,
  others: 0,
  resolved: 0,
}

/** How many conversations each filter shows. Counted on the index: no row is read but the held ones. */
export async function countConversations(db: BatonDatabase): Promise<Record<ListFilter, number>> {
  return db.transaction('r', [db.meta, db.conversations], async () => {
    const account = await getAccount(db)
    if (!account) return NONE
    const [waiting, ai, resolved, held] = await Promise.all([
      db.conversations.where('state').equals('waiting').count(),
      db.conversations.where('state').equals('ai').count(),
      db.conversations.where('state').equals('resolved').count(),
      db.conversations.where('state').equals('human').toArray(),
    ])
    const mine = held.filter(({ ownerId }) => ownerId === account.agent.id).length
    const all = waiting + ai + held.length
    return { all, waiting, mine, ai, others: held.length - mine, resolved }
  })
}
