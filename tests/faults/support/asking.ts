import type { AgentClient, CustomerClient } from '../../acceptance/support/clients.ts'
import type { Send } from './writer.ts'

/** Longer than anything here takes; a line that breaks is noticed at once. */
export const ANSWER_MS = 15_000

/** A socket that has broken would keep what it is given until it is connected again, so it is not asked. */
const LINE_IS_DOWN = () => Promise.reject(new Error('The line is down.'))

/** Writes as the customer. */
export function asCustomer({ socket }: Pick<CustomerClient, 'socket'>): Send {
  return (message) =>
    socket.connected
      ? socket.timeout(ANSWER_MS).emitWithAck('message:send', message)
      : LINE_IS_DOWN()
}

/** Leaves notes in a conversation, as any agent of the team may. */
export function asColleague(
  { socket }: Pick<AgentClient, 'socket'>,
  conversationId: () => string,
): Send {
  return ({ id, text }) =>
    socket.connected
      ? socket.timeout(ANSWER_MS).emitWithAck('message:send', {
          ...{ id, text, conversationId: conversationId(), epoch: 0, visibility: 'team' },
        })
      : LINE_IS_DOWN()
}
