import type { CustomerSeen } from '@baton/protocol/customer.ts'
import type { Done } from '@baton/protocol/errors.ts'
import type { MarkRead } from '@baton/protocol/read-mark.ts'
import type { TeamLog } from '../changes/team-log.ts'
import type { TeamWrite } from '../changes/team-write.ts'
import type { ConversationRow } from '../database/schema.ts'
import type { AgentActor, CustomerActor } from '../ground/actors.ts'
import { editConversation, saveEdit } from './conversation-edit.ts'
import { findConversation, findCustomersConversation } from './find-conversation.ts'

/** Stores up to where an agent has read. A read mark only rises: a lower one changes nothing. */
export function markRead(log: TeamLog, agent: AgentActor, body: MarkRead): Promise<Done> {
  return log.write(agent.teamId, async (write) => {
    const row = await findConversation(write.trx, agent.teamId, body.conversationId)
    await raiseReadMark(write, agent.id, row, Math.min(body.seq, row.lastSeq))
    // Other agents do not need this agent's read mark.
    write.onlyFor = agent.id
    return {}
  })
}

/** Raises an agent's read mark to `seq`, unless it is there already. */
export async function raiseReadMark(
  write: TeamWrite,
  agentId: string,
  row: ConversationRow,
  seq: number,
): Promise<void> {
  const customerCount = await countCustomers(write, row, seq)
  const mark = { agentId, conversationId: row.id, seq, customerCount }
  const stored = await write.trx
    .insertInto('readMarks')
    .values({ ...mark, teamId: write.teamId, rev: write.rev })
    .onConflict((conflict) =>
      conflict
        .columns(['agentId', 'conversationId'])
        .doUpdateSet({ seq, customerCount, rev: write.rev })
        .where('readMarks.seq', '<', seq),
    )
    .executeTakeFirst()
  if (stored.numInsertedOrUpdatedRows === 1n) write.rows.push({ kind: 'read-mark', value: mark })
}

async function countCustomers(write: TeamWrite, row: ConversationRow, seq: number) {
  if (seq === row.lastSeq) return row.customerCount
  const { count } = await write.trx
    .selectFrom('messages')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('conversationId', '=', row.id)
    .where('authorKind', '=', 'customer')
    .where('seq', '<=', seq)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Stores up to where the customer has seen. */
export function markSeen(log: TeamLog, customer: CustomerActor, body: CustomerSeen): Promise<Done> {
  return log.write(customer.teamId, async (write) => {
    const row = await findCustomersConversation(write.trx, customer.id)
    if (!row) return {}
    const seq = Math.min(body.seq, row.lastPublicSeq)
    if (seq <= row.customerSeenSeq) return {}
    const edit = editConversation(row)
    row.customerSeenSeq = seq
    await saveEdit(write, edit)
    return {}
  })
}
