import type { Move } from '@baton/domain/ownership.ts'
import { conversation } from '@baton/protocol/conversation.ts'
import type { SystemEvent } from '@baton/protocol/message.ts'
import type { HandOver, Moved, TakeOver } from '@baton/protocol/ownership.ts'
import type { Kysely } from 'kysely'
import * as v from 'valibot'
import type { TeamLog } from '../changes/team-log.ts'
import type { TeamWrite } from '../changes/team-write.ts'
import type { Ids } from '../clock.ts'
import type { ConversationRow, Database, MessageRow } from '../database/schema.ts'
import { fingerprintOf, orFirstAnswer } from '../messages/first-answer.ts'
import { Refused } from '../refused.ts'
import type { AgentActor } from '../team/actors.ts'
import { checkActive } from '../team/find-active.ts'
import { applyMove } from './apply-move.ts'
import { addMessage, addNotice, editConversation, saveEdit } from './conversation-edit.ts'
import { toConversation } from './conversation-row.ts'
import { findConversation, holderOf } from './find-conversation.ts'

export interface MoveDeps {
  db: Kysely<Database>
  log: TeamLog
  ids: Ids
}

export type MoveBody = TakeOver & Pick<HandOver, 'note'>

/** What a request comes to, decided on the conversation as it is in the transaction. */
export interface Plan {
  asked: Move
  event: SystemEvent
  /** Whom the notice names. */
  named: { name: string }
  /** What else changes once the move is made. */
  also?: (row: ConversationRow) => Promise<void> | void
}

/**
 * One move of an agent's: the compare-and-set, the notice that everybody sees and the note that the team
 * sees, in one transaction. The request's id becomes the notice's. `content` tells the request from another
 * one under the same id.
 */
export function moveAsAgent(
  deps: MoveDeps,
  agent: AgentActor,
  body: MoveBody,
  content: readonly [kind: Move['kind'], toAgentId?: string],
  plan: (write: TeamWrite, row: ConversationRow) => Promise<Plan> | Plan,
): Promise<Moved> {
  const { id, conversationId, epoch } = body
  const note = noteOf(body)
  const { teamId } = agent
  const [kind, toAgentId = null] = content
  const fingerprint = fingerprintOf(agent.id, kind, conversationId, toAgentId, note)
  const write = () =>
    deps.log.write(teamId, async (write) => {
      const row = await findConversation(write.trx, teamId, conversationId)
      await checkActive(write, agent.id)
      const { asked, event, named, also } = await plan(write, row)
      const edit = editConversation(row)
      const mover = { kind: 'agent' as const, id: agent.id, role: agent.role }
      const refusal = applyMove(row, asked, mover, epoch, write.now)
      if (refusal) throw await refusedMove(write, refusal, row)
      if (note !== null) {
        const author = { kind: 'agent' as const, id: agent.id, name: agent.name }
        addMessage(write, edit, { id: deps.ids.next(), author, text: note, visibility: 'team' })
      }
      await also?.(row)
      addNotice(write, edit, { id, event, agentName: named.name, fingerprint })
      edit.resultsFor.add(id)
      await saveEdit(write, edit)
      return { conversation: toConversation(row) }
    })
  return orFirstAnswer(deps.db, { teamId, id, fingerprint }, write, firstResult)
}

/** The note of a request; an empty one is none. */
export function noteOf({ note }: Pick<MoveBody, 'note'>): string | null {
  return note ? note : null
}

/** Why a move was not made, and who holds the conversation where that is why. */
export async function refusedMove(
  write: TeamWrite,
  code: 'stale-epoch' | 'already-taken' | 'forbidden' | 'wrong-state',
  row: ConversationRow,
): Promise<Refused> {
  const lost = code === 'stale-epoch' || code === 'already-taken'
  return new Refused(code, lost ? { winner: await holderOf(write.trx, row) } : {})
}

function firstResult(message: MessageRow): Moved {
  return { conversation: v.parse(conversation, JSON.parse(message.result ?? 'null')) }
}
