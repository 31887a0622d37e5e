import type { ReplyEnded, ReplyStreaming, Typing, Viewing } from '@baton/protocol/live.ts'
import {
  agentRoom,
  customerRoom,
  teamRoom,
  viewersRoom,
  type AgentNamespace,
  type CustomerNamespace,
} from './sockets.ts'

/** Which conversation it is, and whose. */
interface Place {
  customerId: string
}

/** Events that are sent at once and never stored. */
export interface Live {
  /** To the customer, and to agents viewing the conversation. */
  replyStreaming(place: Place, reply: ReplyStreaming): void
  replyEnded(place: Place, reply: ReplyEnded): void
  /** The AI's unfinished reply as last sent; undefined when there is none. */
  replyUnderWay(conversationId: string): ReplyStreaming | undefined
  /** To agents viewing the conversation, except the connection `from`: an agent's own typing does not come back. */
  typing(typing: Typing, from?: string): void
  /** To the team, except the agent it is about. */
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
      // Each connection is in a room named by its own id.
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
