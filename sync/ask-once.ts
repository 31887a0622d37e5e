import type { Failure } from '@baton/protocol/errors.ts'
import { v7 as uuidv7 } from 'uuid'
import type { GenericSchema, InferOutput } from 'valibot'
import type { AgentEvent, RequestBody } from './agent-socket.ts'
import { ask } from './ask.ts'
import type { Connection } from './connection.ts'

/** What asking comes to where a connection is made for it: that can fail of this browser's own storage, too. */
export type Asked<T> =
  | { ok: true; data: T }
  | { ok: false; error: Failure | { code: 'offline' | 'no-answer' | 'not-stored' } }

/**
 * Asks for a write, connecting first if need be. Asked once more, under the same id, when no answer came: the
 * server then gives the first answer again, whether or not it had heard the first asking. The rows it changed
 * are not stored from the answer; they come as a change, in their order.
 */
export async function askOnce<E extends AgentEvent, S extends GenericSchema>(
  connection: Pick<Connection, 'ensure' | 'refused'>,
  event: E,
  bodyWith: (id: string) => RequestBody<E>,
  schema: S,
): Promise<Asked<InferOutput<S>>> {
  const body = bodyWith(uuidv7())
  const once = async (): Promise<Asked<InferOutput<S>>> => {
    const dialled = await connection.ensure()
    return dialled.ok ? ask(dialled.socket, event, body, schema) : notDialled(dialled.code)
  }
  const first = await once()
  const answer = !first.ok && first.error.code === 'no-answer' ? await once() : first
  if (!answer.ok && answer.error.code === 'signed-out') connection.refused('signed-out')
  // No connection for the second asking is still "no answer": the first may have been heard.
  const unasked = !answer.ok && ['offline', 'not-stored'].includes(answer.error.code)
  return unasked && answer !== first ? first : answer
}

/** Why nothing could be asked, in the words of an answer. */
export function notDialled(
  code: Extract<Awaited<ReturnType<Connection['ensure']>>, { ok: false }>['code'],
): Asked<never> {
  return { ok: false, error: { code } }
}
