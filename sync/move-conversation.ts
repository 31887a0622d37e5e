import { moved, type Moved } from '@baton/protocol/ownership.ts'
import { v7 as uuidv7 } from 'uuid'
import type { AgentEvent, RequestBody } from './agent-socket.ts'
import { ask, type Result } from './ask.ts'
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

/**
 * Asks for a change of owner, connecting first if need be. Asked once more, under the same id, when no
 * answer came: the server then gives the first answer again, whether or not it had heard the first asking.
 * The rows it changed are not stored from the answer; they come as a change, in their order.
 */
export async function moveConversation<E extends MoveEvent>(
  connection: Pick<Connection, 'ensure' | 'refused'>,
  event: E,
  bodyWith: (id: string) => RequestBody<E>,
): Promise<Result<Moved>> {
  const body = bodyWith(uuidv7())
  const once = async (): Promise<Result<Moved>> => {
    const dialled = await connection.ensure()
    return dialled.ok ? ask(dialled.socket, event, body, moved) : notDialled(dialled.code)
  }
  const first = await once()
  const answer = !first.ok && first.error.code === 'no-answer' ? await once() : first
  if (!answer.ok && answer.error.code === 'signed-out') connection.refused('signed-out')
  // Offline at the second asking is still "no answer": the first may have been heard.
  if (!answer.ok && answer.error.code === 'offline' && answer !== first) return first
  return answer
}

/** Why nothing could be asked, in the words of an answer. */
export function notDialled(
  code: Extract<Awaited<ReturnType<Connection['ensure']>>, { ok: false }>['code'],
): Result<never> {
  return { ok: false, error: { code } }
}
