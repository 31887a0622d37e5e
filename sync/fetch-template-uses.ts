import type { BatonDatabase } from '../db/database.ts'
import { countTemplateUse } from '../db/commands/count-template-use.ts'
import { getAccount } from '../db/queries/get-account.ts'
import { storeFor } from '../db/store-for.ts'
import type { AgentSocket } from './agent-socket.ts'
import { ask } from './ask.ts'

/** Replaces the counts of template uses with the server's, plus those in the outbox. */
export async function fetchTemplateUses(
  db: BatonDatabase,
  socket: AgentSocket | null,
): Promise<void> {
  const account = await getAccount(db)
  const answer = await ask(socket, 'templates:uses', {})
  if (!answer.ok) return
  await storeFor(db, account, [db.templateUses, db.outbox], async () => {
    await db.templateUses.clear()
    await db.templateUses.bulkPut(answer.data.uses)
    const waiting = await db.outbox.filter(({ status }) => status !== 'sent').toArray()
    for (const { writtenWith, createdAt } of waiting) {
      await countTemplateUse(db, writtenWith, 1, createdAt)
    }
  })
}
