import { codeOf, outcomeOf } from '@baton/protocol/errors.ts'
import type { BatonDatabase } from '../db/database.ts'
import { getAccount } from '../db/queries/get-account.ts'
import type { AgentSocket } from './agent-socket.ts'
import { ask } from './ask.ts'

/** Sends this agent's read marks to the server. Marks without an answer are sent again the next time. */
export async function sendReadMarks(db: BatonDatabase, socket: AgentSocket): Promise<void> {
  const account = await getAccount(db)
  const unsent = await db.unsentReads.filter((row) => row.account === account?.agent.id).toArray()
  for (const { conversationId, seq } of unsent) {
    const answer = await ask(socket, 'conversation:read', { conversationId, seq })
    if (!answer.ok) {
      const code = codeOf(answer.error)
      if (code === null) return
      if (outcomeOf(code) !== 'reject') continue
    }
    await db.transaction('rw', db.unsentReads, async () => {
      // The agent may have read more meanwhile.
      const row = await db.unsentReads.get(conversationId)
      if (row?.seq === seq) await db.unsentReads.delete(conversationId)
    })
  }
}
