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
 * What an agent held goes back to who gave it or to waiting, and what they could have taken back stands, in the transaction that takes the
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
  for (const row of rows) await release(write, ids, row, agent)
}

/**
 * The owner of this conversation is gone, or did not accept it in time. What a colleague who is there transferred to them
 * goes back to that one, and the customer hears nothing; anything else waits for somebody else, and they are told.
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
