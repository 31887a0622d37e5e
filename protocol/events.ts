import type { AgentAnswer } from './agent-answers.ts'
import type { AgentBody, AgentRequest } from './agent-requests.ts'
import type { Changed, Heartbeat } from './changes.ts'
import type { CustomerHello, CustomerMessage, CustomerView, PeopleThere } from './customer.ts'
import type { CustomerAnswer } from './customer-answers.ts'
import type { CustomerBody, CustomerRequest } from './customer-requests.ts'
import type { Ack, Failure } from './errors.ts'
import type { ReplyEnded, ReplyStreaming, Typing, Viewing } from './live.ts'
import type { Hello } from './session.ts'

/** Socket namespaces: one for agents, one for customers, each with its own requests. */
export const AGENT_NAMESPACE = '/agent'
export const CUSTOMER_NAMESPACE = '/customer'

/** Requests of an agent's socket: see `agent-requests.ts` and `agent-answers.ts`. */
export type AgentToServer = {
  [E in AgentRequest]: (body: AgentBody<E>, ack: Ack<AgentAnswer<E>>) => void
}

export interface ServerToAgent {
  hello: (body: Hello) => void
  changed: (body: Changed) => void
  heartbeat: (body: Heartbeat) => void
  'reply:streaming': (body: ReplyStreaming) => void
  'reply:ended': (body: ReplyEnded) => void
  typing: (body: Typing) => void
  viewing: (body: Viewing) => void
  /** The session has ended; the connection closes right after. */
  'signed-out': (body: Failure) => void
}

/** Requests of a customer's socket: see `customer-requests.ts` and `customer-answers.ts`. */
export type CustomerToServer = {
  [E in CustomerRequest]: (body: CustomerBody<E>, ack: Ack<CustomerAnswer<E>>) => void
}

export interface ServerToCustomer {
  hello: (body: CustomerHello) => void
  'message:added': (body: CustomerMessage) => void
  'view:changed': (body: CustomerView) => void
  'people:changed': (body: PeopleThere) => void
  'reply:streaming': (body: { messageId: string; text: string }) => void
  'reply:ended': (body: { messageId: string }) => void
  typing: (body: { name: string; typing: boolean }) => void
}
