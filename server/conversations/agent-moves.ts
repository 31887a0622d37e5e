import type { HandOver, Moved, Resolve, TakeOver, Transfer } from '@baton/protocol/ownership.ts'
import { oweUnanswered } from './handoff/owe-unanswered.ts'
import { Refused } from '../ground/refused.ts'
import type { AgentActor } from '../ground/actors.ts'
import { findActive } from '../team/find-active.ts'
import {
  moveAsAgent,
  moveUndoably,
  noteOf,
  type MoveDeps,
  type UndoableDeps,
} from './move-as-agent.ts'
import { promisedColumn } from './promised-column.ts'
import { setPending } from './pending-transfer.ts'
import { toldOf } from './undoable-move.ts'

/** An agent takes the conversation over. Losing is a normal answer: `already-taken`, with the winner. */
export function takeOver(deps: MoveDeps, agent: AgentActor, body: TakeOver): Promise<Moved> {
  return moveAsAgent(deps, agent, body, ['take-over'], () => ({
    asked: { kind: 'take-over' },
    event: 'taken-over',
    named: agent,
  }))
}

/**
 * Hands the conversation back to the AI, which answers what the customer writes next. It answers earlier messages
 * only if the agent says so, since they were meant for a human.
 */
export function handOver(deps: UndoableDeps, agent: AgentActor, body: HandOver): Promise<Moved> {
  const { answerEarlier = false, promised = [] } = body
  // As servers identified it before there were promises.
  const earlier = answerEarlier ? ([true] as const) : []
  const how = [...earlier, ...promised]
  const content = ['hand-to-ai', ...how] as const
  return moveUndoably(deps, agent, body, content, async (write, row) => {
    row.aiNote = noteOf(body)
    row.aiPromised = promised.length > 0 ? promisedColumn.write(promised) : null
    if (answerEarlier) await oweUnanswered(write, row)
  })
}

/**
 * Transfers the conversation to a colleague, who may decline. The customer is told when they accept. Throws
 * `agent-gone` when they have left the team.
 */
export function transfer(deps: MoveDeps, agent: AgentActor, body: Transfer): Promise<Moved> {
  const { toAgentId } = body
  return moveAsAgent(deps, agent, body, ['transfer', toAgentId], async (write, row) => {
    const colleague = await findActive(write, toAgentId)
    if (!colleague) throw new Refused('agent-gone')
    const told = toldOf(row).ownerId
    return {
      asked: { kind: 'transfer', toAgentId },
      event: 'transferred',
      named: colleague,
      forTeam: 'offered',
      also: (moved) => {
        setPending(moved, { kind: 'offered', by: agent, note: noteOf(body), at: write.now }, told)
      },
    }
  })
}

/** Resolves the conversation until the customer writes again. */
export function resolve(deps: UndoableDeps, agent: AgentActor, body: Resolve): Promise<Moved> {
  return moveUndoably(deps, agent, body, ['resolve'])
}
