import type { TeamWrite } from '../changes/team-write.ts'
import type { Ids } from '../clock.ts'
import type { ConversationRow } from '../database/schema.ts'
import { Refused } from '../refused.ts'
import { applyMove } from './apply-move.ts'
import { addNotice, editConversation, saveEdit } from './conversation-edit.ts'
import { tellMovesOf } from './due-moves.ts'
import { waitForNext } from './wait-for-next.ts'

/**
 * What an agent held goes back to waiting, and what they could have taken back stands, in the transaction that takes the
 * agent out of the team.
 */
export async function releaseAll(
  write: TeamWrite,
  ids: Ids,
  agent: { id: string; name: string },
): Promise<void> {
  await tellMovesOf(write, ids, agent.id)
  const rows = await write.trx
    .selectFrom('conversations')
    .selectAll()
    .where('teamId', '=', write.teamId)
    .where('ownerId', '=', agent.id)
    .orderBy('id')
    .execute()
  for (const row of rows) await release(write, ids, row, agent.name)
}

/** The owner of this conversation is gone: it waits for somebody else, and the customer is told. */
export async function release(
  write: TeamWrite,
  ids: Ids,
  row: ConversationRow,
  ownerName: string,
): Promise<void> {
  const edit = editConversation(row)
  const refusal = applyMove(row, { kind: 'owner-left' }, { kind: 'team' }, row.epoch, write.now)
  if (refusal) throw new Refused(refusal)
  await waitForNext(write, row)
  addNotice(write, edit, { id: ids.next(), event: 'owner-left', agentName: ownerName })
  await saveEdit(write, edit)
}
