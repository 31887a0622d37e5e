import type { ReplyEnded, ReplyStreaming, Typing, Viewing } from '@baton/protocol/live.ts'
import {
  agentRoom,
  customerRoom,
  teamRoom,
  type AgentNamespace,
  type CustomerNamespace,
} from './sockets.ts'

/** Whose conversation it is. */
interface Place {
  teamId: string
  customerId: string
}

/** What is told at once and stored nowhere. */
export interface Live {
  replyStreaming(place: Place, reply: ReplyStreaming): void
  replyEnded(place: Place, reply: ReplyEnded): void
  /** To the team, but not back to the agent it is about. */
  typing(teamId: string, typing: Typing): void
  /** To the team, but not back to the agent it is about. */
  viewing(teamId: string, viewing: Viewing): void
  agentTyping(customerId: string, typing: { name: string; typing: boolean }): void
}

export function createLive(agents: AgentNamespace, customers: CustomerNamespace): Live {
  return {
    replyStreaming: ({ teamId, customerId }, reply) => {
      const { messageId, text } = reply
      agents.to(teamRoom(teamId)).emit('reply:streaming', reply)
      customers.to(customerRoom(customerId)).emit('reply:streaming', { messageId, text })
    },
    replyEnded: ({ teamId, customerId }, reply) => {
      agents.to(teamRoom(teamId)).emit('reply:ended', reply)
      customers.to(customerRoom(customerId)).emit('reply:ended', { messageId: reply.messageId })
    },
    typing: (teamId, typing) => {
      const room = agents.to(teamRoom(teamId))
      const others = typing.who.kind === 'agent' ? room.except(agentRoom(typing.who.id)) : room
      others.emit('typing', typing)
    },
    viewing: (teamId, viewing) => {
      agents.to(teamRoom(teamId)).except(agentRoom(viewing.agent.id)).emit('viewing', viewing)
    },
    agentTyping: (customerId, typing) => {
      customers.to(customerRoom(customerId)).emit('typing', typing)
    },
  }
}
