import type { TeamWrite } from '../changes/team-write.ts'
import { Refused } from '../refused.ts'
import { applyMove } from './apply-move.ts'
import { editConversation, saveEdit } from './conversation-edit.ts'

/** What an agent held goes back to waiting, in the transaction that takes the agent out of the team. */
export async function ownerLeft(write: TeamWrite, agentId: string): Promise<void> {
  const rows = await write.trx
    .selectFrom('conversations')
    .selectAll()
    .where('teamId', '=', write.teamId)
    .where('ownerId', '=', agentId)
    .orderBy('id')
    .execute()
  for (const row of rows) {
    const edit = editConversation(row)
    const refusal = applyMove(row, { kind: 'owner-left' }, { kind: 'team' }, row.epoch, write.now)
    if (refusal) throw new Refused(refusal)
    await saveEdit(write, edit)
  }
}
