import { moved, type Moved } from '@baton/protocol/ownership.ts'
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
>

/** Asks for a change of owner, once however often it takes. */
export function moveConversation<E extends MoveEvent>(
  connection: Pick<Connection, 'ensure' | 'refused'>,
  event: E,
  bodyWith: (id: string) => RequestBody<E>,
): Promise<Asked<Moved>> {
  return askOnce(connection, event, bodyWith, moved)
}
