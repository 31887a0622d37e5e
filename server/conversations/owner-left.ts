import type { Move } from '@baton/domain/ownership.ts'
import type { TeamWrite } from '../changes/team-write.ts'
import type { Ids } from '../ground/clock.ts'
import type { ConversationRow } from '../database/schema.ts'
import { Refused } from '../ground/refused.ts'
import { applyMove } from './apply-move.ts'
import { addNotice, addTeamNotice, editConversation, saveEdit } from './conversation-edit.ts'
import { customerView } from './customer-view.ts'
import { tellMovesOf } from './due-moves.ts'
import { setPending } from './pending-transfer.ts'
import { presentGiver } from './present-giver.ts'
import { toldOf } from './undoable-move.ts'
import { waitForNext } from './wait-for-next.ts'

/**
 * Releases all conversations of an agent, in the transaction that removes them from the team. Each goes back to the
 * colleague who offered it, or waits. The agent's undoable moves become final.
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
  for (const row of rows) await release(write, ids, row, agent)
}

/**
 * Releases a conversation whose owner left or did not accept it in time. A transfer goes back to the colleague who
 * offered it, if present, and the customer is not told. Otherwise the conversation waits, and the customer is told.
 */
export async function release(
  write: TeamWrite,
  ids: Ids,
  row: ConversationRow,
  owner: { id: string; name: string },
): Promise<void> {
  const edit = editConversation(row)
  const giver = await presentGiver(write, row)
  const told = { id: toldOf(row).ownerId, name: (await customerView(write.trx, row)).agentName }
  const asked: Move = giver ? { kind: 'decline', backTo: giver.id } : { kind: 'owner-left' }
  const refusal = applyMove(row, asked, { kind: 'team' }, row.epoch, write.now)
  if (refusal) throw new Refused(refusal)
  if (giver) {
    const back = {
      kind: 'declined',
      by: owner,
      note: null,
      at: write.now,
      unanswered: true,
    } as const
    setPending(row, back, told.id)
    const names = { name: giver.name, by: owner.name }
    addTeamNotice(write, edit, { id: ids.next(), event: 'not-accepted', ...names })
  } else {
    await waitForNext(write, row)
    const name = told.name ?? owner.name
    addNotice(write, edit, { id: ids.next(), event: 'owner-left', name })
  }
  await saveEdit(write, edit)
}
