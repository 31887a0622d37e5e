import { moved, type Moved, type Undo } from '@baton/protocol/ownership.ts'
import { keptAsEdit, once } from '../changes/once.ts'
import type { AgentActor } from '../ground/actors.ts'
import { editConversation, saveEdit } from './conversation-edit.ts'
import { toConversation } from './conversation-row.ts'
import { findConversation } from './find-conversation.ts'
import { takeBack } from './make-undoable.ts'
import { refusedMove, type MoveDeps } from './move-as-agent.ts'

/**
 * Undoes the agent's own move before the customer is told. Refused as `wrong-state` after that, as `stale-epoch` when
 * somebody has moved the conversation since, and as `forbidden` for any other agent.
 */
export function undoMove(
  deps: Pick<MoveDeps, 'db' | 'log'>,
  agent: AgentActor,
  { id, conversationId, epoch }: Undo,
): Promise<Moved> {
  const { teamId } = agent
  const request = { teamId, id, content: [agent.id, 'undo', conversationId] }
  return once(deps, request, keptAsEdit(moved), async (write) => {
    const row = await findConversation(write.trx, teamId, conversationId)
    const edit = editConversation(row)
    const mover = { kind: 'agent' as const, id: agent.id, role: agent.role }
    const refusal = takeBack(row, mover, epoch, write.now)
    if (refusal) throw await refusedMove(write, refusal, row)
    await saveEdit(write, edit)
    return { conversation: toConversation(row) }
  })
}
