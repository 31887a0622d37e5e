import type { BatonDatabase } from '../database.ts'
import { getAccount } from './get-account.ts'
import { getCursor } from './get-cursor.ts'

/**
 * Whether the copy is intact: `gone` if the database was deleted and made anew under this connection, `torn` if
 * tables are empty that others need. Throws if nothing can be read.
 */
export async function wholenessOf(db: BatonDatabase): Promise<'whole' | 'torn' | 'gone'> {
  const tables = [db.meta, db.agents, db.conversations, db.messages]
  return db.transaction('r', tables, async () => {
    const [account, cursor, agents, conversation, message] = await Promise.all([
      getAccount(db),
      getCursor(db),
      db.agents.limit(1).count(),
      db.conversations.limit(1).count(),
      db.messages.limit(1).count(),
    ])
    if (!account || !cursor) return 'gone'
    // There is always an agent, and no message without its conversation.
    return agents === 0 || conversation < message ? 'torn' : 'whole'
  })
}
