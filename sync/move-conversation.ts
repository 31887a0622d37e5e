import { moved, type HandOver, type Moved } from '@baton/protocol/ownership.ts'
import type { AgentEvent, RequestBody } from './agent-socket.ts'
import { askOnce, type Asked } from './ask-once.ts'
import type { Connection } from './connection.ts'

export type MoveEvent = Extract<
  AgentEvent,
  | 'conversation:take-over'
  | 'conversation:hand-over'
  | 'conversation:transfer'
  | 'conversation:accept'
  | 'conversation:decline'
  | 'conversation:resolve'
  | 'conversation:undo'
  | 'conversation:nudge'
>

/** Asks for a change of owner, or the owner, once however often it takes. */
export function moveConversation<E extends MoveEvent>(
  connection: Pick<Connection, 'ensure' | 'refused'>,
  event: E,
  bodyWith: (id: string) => RequestBody<E>,
): Promise<Asked<Moved>> {
  return askOnce(connection, event, bodyWith, moved)
}

/**
 * Hands back to the AI. A server of before knows no `answerEarlier`, refuses it and lets its AI answer without: it is asked
 * again, in its way.
 */
export async function handOver(
  connection: Pick<Connection, 'ensure' | 'refused'>,
  { answerEarlier, ...move }: Omit<HandOver, 'id'>,
): Promise<Asked<Moved>> {
  const handBack = (body: Omit<HandOver, 'id'>) =>
    moveConversation(connection, 'conversation:hand-over', (id) => ({ ...body, id }))
  if (answerEarlier !== true) return handBack(move)
  const answer = await handBack({ ...move, answerEarlier })
  return !answer.ok && answer.error.code === 'invalid' ? handBack(move) : answer
}
