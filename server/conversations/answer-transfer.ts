import { mayReply } from '@baton/domain/ownership.ts'
import type { Accept, Decline, Moved } from '@baton/protocol/ownership.ts'
import type { TeamWrite } from '../changes/team-write.ts'
import type { Ids } from '../ground/clock.ts'
import type { ConversationRow } from '../database/schema.ts'
import { Refused } from '../ground/refused.ts'
import type { AgentActor } from '../ground/actors.ts'
import { customerView } from './customer-view.ts'
import {
  addNotice,
  editConversation,
  saveEdit,
  type ConversationEdit,
} from './conversation-edit.ts'
import { ownershipOf, toConversation } from './conversation-row.ts'
import { findConversation, holderOf } from './find-conversation.ts'
import { moveAsAgent, noteOf, type MoveDeps } from './move-as-agent.ts'
import { pendingOf, setPending } from './pending-transfer.ts'
import { presentGiver } from './present-giver.ts'
import { toldOf } from './undoable-move.ts'
import { waitForNext } from './wait-for-next.ts'

/** The owner accepts a transfer, and the customer is told who answers. Accepting again changes nothing. */
export function accept(deps: MoveDeps, agent: AgentActor, body: Accept): Promise<Moved> {
  return deps.log.write(agent.teamId, async (write) => {
    const row = await findConversation(write.trx, agent.teamId, body.conversationId)
    if (!mayReply(ownershipOf(row), agent.id, body.epoch)) {
      throw new Refused('stale-epoch', { winner: await holderOf(write.trx, row) })
    }
    if (row.transfer !== null) {
      const edit = editConversation(row)
      settleTransfer(write, edit, deps.ids, agent)
      await saveEdit(write, edit)
    }
    return { conversation: toConversation(row) }
  })
}

/** Settles a pending transfer: the owner keeps it, and the customer is told unless they know this owner already. */
export function settleTransfer(
  write: TeamWrite,
  edit: ConversationEdit,
  ids: Ids,
  owner: { name: string },
): void {
  const { row } = edit
  const told = toldOf(row).ownerId
  row.transfer = null
  if (told === row.ownerId) return
  addNotice(write, edit, { id: ids.next(), event: 'transferred', name: owner.name })
}

/**
 * The owner gives a transfer back to the colleague who offered it, with a note. The customer is not told. If that
 * colleague is not present, the conversation waits. Throws `wrong-state` when there is no transfer, or it was
 * accepted.
 */
export function decline(deps: MoveDeps, agent: AgentActor, body: Decline): Promise<Moved> {
  const note = noteOf(body)
  return moveAsAgent(deps, agent, body, ['decline'], async (write, row) => {
    const giver = await giverOf(write, row, body.epoch)
    if (giver === null) {
      // The owner whom the customer knows has left. The customer was never told of this agent.
      const { agentName } = await customerView(write.trx, row)
      return {
        asked: { kind: 'decline', backTo: null },
        event: 'owner-left',
        named: { name: agentName ?? agent.name },
        also: (moved) => waitForNext(write, moved),
      }
    }
    const told = toldOf(row).ownerId
    return {
      asked: { kind: 'decline', backTo: giver.id },
      event: 'transferred',
      named: giver,
      forTeam: 'given-back',
      also: (moved) => {
        setPending(moved, { kind: 'declined', by: agent, note, at: write.now }, told)
      },
    }
  })
}

/** The colleague who offered it, if present. If the epoch has passed, the compare-and-set refuses later. */
async function giverOf(write: TeamWrite, row: ConversationRow, epoch: number) {
  if (pendingOf(row)?.kind === 'offered') return presentGiver(write, row)
  if (row.epoch === epoch) throw new Refused('wrong-state')
  return null
}
