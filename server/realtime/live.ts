import type { ReplyEnded, ReplyStreaming, Typing, Viewing } from '@baton/protocol/live.ts'
import {
  agentRoom,
  customerRoom,
  teamRoom,
  viewersRoom,
  type AgentNamespace,
  type CustomerNamespace,
} from './sockets.ts'

/** Whose conversation it is. */
interface Place {
  customerId: string
}

/** What is told at once and stored nowhere. */
export interface Live {
  /** To the customer, and to the agents who look at the conversation. */
  replyStreaming(place: Place, reply: ReplyStreaming): void
  replyEnded(place: Place, reply: ReplyEnded): void
  /** An answer that is being made in a conversation, as far as it was told; undefined when there is none. */
  replyUnderWay(conversationId: string): ReplyStreaming | undefined
  /** To the agents who look at the conversation, but not back to the connection it came by: who types here may type there. */
  typing(typing: Typing, from?: string): void
  /** To the team, but not back to the agent it is about. */
  viewing(teamId: string, viewing: Viewing): void
  agentTyping(customerId: string, typing: { name: string; typing: boolean }): void
}

export function createLive(agents: AgentNamespace, customers: CustomerNamespace): Live {
  const underWay = new Map<string, ReplyStreaming>()
  return {
    replyStreaming: ({ customerId }, reply) => {
      const { conversationId, messageId, text } = reply
      underWay.set(conversationId, reply)
      agents.to(viewersRoom(conversationId)).emit('reply:streaming', reply)
      customers.to(customerRoom(customerId)).emit('reply:streaming', { messageId, text })
    },
    replyUnderWay: (conversationId) => underWay.get(conversationId),
    replyEnded: ({ customerId }, reply) => {
      const { conversationId, messageId } = reply
      if (underWay.get(conversationId)?.messageId === messageId) underWay.delete(conversationId)
      agents.to(viewersRoom(conversationId)).emit('reply:ended', reply)
      customers.to(customerRoom(customerId)).emit('reply:ended', { messageId })
    },
    typing: (typing, from) => {
      const room = agents.to(viewersRoom(typing.conversationId))
      // Each connection is in a room of its own.
      const others = from === undefined ? room : room.except(from)
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
