import type { HandOver, Moved, Resolve, TakeOver, Transfer } from '@baton/protocol/ownership.ts'
import { oweUnanswered } from '../ai/owe-unanswered.ts'
import { Refused } from '../refused.ts'
import type { AgentActor } from '../team/actors.ts'
import { findActive } from '../team/find-active.ts'
import { moveAsAgent, noteOf, type MoveDeps } from './move-as-agent.ts'
import { setPending } from './pending-transfer.ts'

/** An agent takes the conversation. Losing is a normal answer: `already-taken`, with the winner. */
export function takeOver(deps: MoveDeps, agent: AgentActor, body: TakeOver): Promise<Moved> {
  return moveAsAgent(deps, agent, body, ['take-over'], () => ({
    asked: { kind: 'take-over' },
    event: 'taken-over',
    named: agent,
  }))
}

/** Back to the AI, which answers at once if the customer's last words are unanswered. */
export function handOver(deps: MoveDeps, agent: AgentActor, body: HandOver): Promise<Moved> {
  return moveAsAgent(deps, agent, body, ['hand-to-ai'], (write) => ({
    asked: { kind: 'hand-to-ai' },
    event: 'handed-to-ai',
    named: agent,
    also: async (row) => {
      row.aiNote = noteOf(body)
      await oweUnanswered(write, row)
    },
  }))
}

/** To a colleague, who may decline. Throws `agent-gone` when they have left the team. */
export function transfer(deps: MoveDeps, agent: AgentActor, body: Transfer): Promise<Moved> {
  const { toAgentId } = body
  return moveAsAgent(deps, agent, body, ['transfer', toAgentId], async (write) => {
    const colleague = await findActive(write, toAgentId)
    if (!colleague) throw new Refused('agent-gone')
    return {
      asked: { kind: 'transfer', toAgentId },
      event: 'transferred',
      named: colleague,
      also: (row) => setPending(row, 'offered', agent, noteOf(body), write.now),
    }
  })
}

export function resolve(deps: MoveDeps, agent: AgentActor, body: Resolve): Promise<Moved> {
  return moveAsAgent(deps, agent, body, ['resolve'], () => ({
    asked: { kind: 'resolve' },
    event: 'resolved',
    named: agent,
  }))
}
