import {
  agentAnswers,
  type AgentAnswer,
  type AnswerSpec,
  type PanelBody,
  type PanelRequest,
} from '@baton/protocol/agent-answers.ts'
import type { Answer, AskFailure } from '@baton/protocol/errors.ts'
import { v7 as uuidv7 } from 'uuid'
import type { AgentSocket } from './agent-socket.ts'
import { exchange } from './ask.ts'
import { notDialled } from './attempt.ts'
import type { Connection } from './connection.ts'

/** The part of the connection that is used here. */
export type AskedConnection = Pick<Connection, 'ensure' | 'liveSocket' | 'refused'>

/**
 * Sends a request that an agent made, in the way that the contract's table says. Changed rows are not taken from the
 * answer: they come as a change, in order. Never throws.
 */
export async function askForPanel<E extends PanelRequest>(
  connection: AskedConnection,
  event: E,
  body: PanelBody<E>,
): Promise<Answer<AgentAnswer<E>, AskFailure>> {
  const { answer: schema } = agentAnswers[event]
  const { ask, waitMs, newFields = [] }: AnswerSpec = agentAnswers[event]
  const answerTo = (asked: object) => {
    const whole = ask === 'once' ? { ...asked, id: uuidv7() } : asked
    const by = (socket: AgentSocket | null) => exchange(socket, event, whole, schema, waitMs)
    if (ask === 'if-live') return by(connection.liveSocket)
    return ask === 'connecting' ? connected(connection, by) : insisting(connection, by)
  }
  const answer = await answerTo(body)
  const older = without(body, newFields)
  const refusedField = !answer.ok && answer.error.code === 'invalid' && older !== null
  return refusedField ? answerTo(older) : answer
}

type By<T> = (socket: AgentSocket) => Promise<Answer<T, AskFailure>>

/** Sends a request after connecting if need be. */
async function connected<T>(
  connection: AskedConnection,
  by: By<T>,
): Promise<Answer<T, AskFailure>> {
  const dialled = await connection.ensure()
  return dialled.ok ? by(dialled.socket) : notDialled(dialled)
}

/**
 * Repeats a request once if no answer came. The server gives a repeat the first answer again, whether or not the
 * first request arrived.
 */
async function insisting<T>(
  connection: AskedConnection,
  by: By<T>,
): Promise<Answer<T, AskFailure>> {
  const first = await connected(connection, by)
  const answer =
    !first.ok && first.error.code === 'no-answer' ? await connected(connection, by) : first
  if (!answer.ok && answer.error.code === 'signed-out') connection.refused('signed-out')
  // Without a connection for the repeat, the result is still "no answer": the first request may have arrived.
  const unasked = !answer.ok && ['offline', 'not-stored'].includes(answer.error.code)
  return unasked ? first : answer
}

/** The body without fields that older servers refuse; null if it has none of them. */
function without(body: object, fields: readonly string[]): object | null {
  if (!fields.some((field) => field in body)) return null
  return Object.fromEntries(Object.entries(body).filter(([field]) => !fields.includes(field)))
}
