import type { Move } from '@baton/domain/ownership.ts'
import { conversation } from '@baton/protocol/conversation.ts'
import type { SystemEvent } from '@baton/protocol/message.ts'
import type { HandOver, Moved, Resolve, TakeOver, Transfer } from '@baton/protocol/ownership.ts'
import type { Kysely } from 'kysely'
import * as v from 'valibot'
import { oweUnanswered } from '../ai/owe-unanswered.ts'
import type { TeamLog } from '../changes/team-log.ts'
import type { TeamWrite } from '../changes/team-write.ts'
import type { Ids } from '../clock.ts'
import type { ConversationRow, Database, MessageRow } from '../database/schema.ts'
import { fingerprintOf, orFirstAnswer } from '../messages/first-answer.ts'
import { Refused } from '../refused.ts'
import type { AgentActor } from '../team/actors.ts'
import { applyMove } from './apply-move.ts'
import { addMessage, addNotice, editConversation, saveEdit } from './conversation-edit.ts'
import { toConversation } from './conversation-row.ts'
import { findConversation, holderOf } from './find-conversation.ts'

interface Deps {
  db: Kysely<Database>
  log: TeamLog
  ids: Ids
}

/** An agent takes the conversation. Losing is a normal answer: `already-taken`, with the winner. */
export function takeOver(deps: Deps, agent: AgentActor, body: TakeOver): Promise<Moved> {
  return moveAsAgent(deps, agent, body, { kind: 'take-over' }, 'taken-over')
}

/** Back to the AI, which answers at once if the customer's last words are unanswered. */
export function handOver(deps: Deps, agent: AgentActor, body: HandOver): Promise<Moved> {
  return moveAsAgent(deps, agent, body, { kind: 'hand-to-ai' }, 'handed-to-ai')
}

/** To a colleague. Throws `agent-gone` when they have left the team. */
export function transfer(deps: Deps, agent: AgentActor, body: Transfer): Promise<Moved> {
  const asked = { kind: 'transfer' as const, toAgentId: body.toAgentId }
  return moveAsAgent(deps, agent, body, asked, 'transferred')
}

export function resolve(deps: Deps, agent: AgentActor, body: Resolve): Promise<Moved> {
  return moveAsAgent(deps, agent, body, { kind: 'resolve' }, 'resolved')
}

type MoveBody = TakeOver & Pick<HandOver, 'note'>

/**
 * One move of an agent's: the compare-and-set, the notice that everybody sees and the note that the team
 * sees, in one transaction. The request's id becomes the notice's.
 */
function moveAsAgent(
  deps: Deps,
  agent: AgentActor,
  body: MoveBody,
  asked: Move,
  event: SystemEvent,
): Promise<Moved> {
  const { id, conversationId, epoch } = body
  const note = body.note ? body.note : null
  const { teamId } = agent
  const toAgentId = asked.kind === 'transfer' ? asked.toAgentId : null
  const fingerprint = fingerprintOf(agent.id, asked.kind, conversationId, toAgentId, note)
  const write = () =>
    deps.log.write(teamId, async (write) => {
      const row = await findConversation(write.trx, teamId, conversationId)
      await checkStillThere(write, agent.id)
      const receiver = toAgentId === null ? agent : await findColleague(write, toAgentId)
      const edit = editConversation(row)
      const mover = { kind: 'agent' as const, id: agent.id, role: agent.role }
      const refusal = applyMove(row, asked, mover, epoch, write.now)
      if (refusal) throw await refused(write, refusal, row)
      if (note !== null) {
        const author = { kind: 'agent' as const, id: agent.id, name: agent.name }
        addMessage(write, edit, { id: deps.ids.next(), author, text: note, visibility: 'team' })
      }
      if (asked.kind === 'hand-to-ai') {
        row.aiNote = note
        await oweUnanswered(write, row)
      }
      addNotice(write, edit, { id, event, agentName: receiver.name, fingerprint })
      edit.resultsFor.add(id)
      await saveEdit(write, edit)
      return { conversation: toConversation(row) }
    })
  return orFirstAnswer(deps.db, { teamId, id, fingerprint }, write, firstResult)
}

/** A request that waited while its agent was taken out of the team comes from nobody. */
async function checkStillThere(write: TeamWrite, id: string): Promise<void> {
  if (!(await findActive(write, id))) throw new Refused('forbidden')
}

async function findColleague(write: TeamWrite, id: string): Promise<{ name: string }> {
  const colleague = await findActive(write, id)
  if (!colleague) throw new Refused('agent-gone')
  return colleague
}

function findActive(write: TeamWrite, id: string): Promise<{ name: string } | undefined> {
  return write.trx
    .selectFrom('agents')
    .select('name')
    .where('id', '=', id)
    .where('teamId', '=', write.teamId)
    .where('active', '=', 1)
    .executeTakeFirst()
}

async function refused(
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
