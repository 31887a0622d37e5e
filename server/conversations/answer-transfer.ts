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

/** The owner keeps what was given to them, and the customer is told of them. Doing it again changes nothing. */
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

/** What the owner was given is theirs: the customer is told of them, unless they have been. */
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
 * Gives back what a colleague gave, with a word for them; the customer hears nothing of it. When they are not there to
 * have it, it waits for whoever is. Throws `wrong-state` when nothing was given, or it has been accepted.
 */
export function decline(deps: MoveDeps, agent: AgentActor, body: Decline): Promise<Moved> {
  const note = noteOf(body)
  return moveAsAgent(deps, agent, body, ['decline'], async (write, row) => {
    const giver = await giverOf(write, row, body.epoch)
    if (giver === null) {
      // Whoever the customer was told of last is gone; of this agent they never heard.
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

/** Who gave it, if they are there. A conversation that has moved on is left for the compare-and-set to refuse. */
async function giverOf(write: TeamWrite, row: ConversationRow, epoch: number) {
  if (pendingOf(row)?.kind === 'offered') return presentGiver(write, row)
  if (row.epoch === epoch) throw new Refused('wrong-state')
  return null
}
