import { nudgeAgainAt } from '@baton/domain/nudge.ts'
import type { Moved, Nudge } from '@baton/protocol/ownership.ts'
import { keptInMessage, once } from '../changes/once.ts'
import { Refused } from '../ground/refused.ts'
import type { AgentActor } from '../ground/actors.ts'
import { addTeamNotice, editConversation, saveEdit } from './conversation-edit.ts'
import { toConversation } from './conversation-row.ts'
import { findConversation, holderOf } from './find-conversation.ts'
import { firstResult, refusedMove, type MoveDeps } from './move-as-agent.ts'
import { addNudge, nudgesOf } from './nudges-column.ts'

/**
 * Asks the owner, a colleague, to see to the conversation. The team reads a notice, and the owner is alerted until
 * they have read it. Refused as `stale-epoch` after a change of owner, as `wrong-state` if no colleague owns it, and
 * as `rate-limited` soon after this agent's last nudge.
 */
export function nudgeOwner(
  deps: MoveDeps,
  agent: AgentActor,
  { id, conversationId, epoch }: Nudge,
): Promise<Moved> {
  const { teamId } = agent
  const request = { teamId, id, content: [agent.id, 'nudge', conversationId] }
  return once(deps, request, keptInMessage(firstResult), async (write, fingerprint) => {
    const row = await findConversation(write.trx, teamId, conversationId)
    if (row.epoch !== epoch) throw await refusedMove(write, 'stale-epoch', row)
    const owner = await holderOf(write.trx, row)
    if (owner === null || owner.id === agent.id) throw new Refused('wrong-state')
    const retryAfterMs = nudgeAgainAt(nudgesOf(row), agent.id) - write.now
    if (retryAfterMs > 0) throw new Refused('rate-limited', { retryAfterMs })
    const edit = editConversation(row)
    const names = { name: owner.name, by: agent.name }
    const { seq } = addTeamNotice(write, edit, { id, event: 'nudged', fingerprint, ...names })
    const by = { id: agent.id, name: agent.name }
    addNudge(row, { by, ownerId: owner.id, at: write.now, seq })
    edit.resultsFor.add(id)
    await saveEdit(write, edit)
    return { conversation: toConversation(row) }
  })
}
