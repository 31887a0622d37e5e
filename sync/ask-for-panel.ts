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

/** What this needs of the connection. */
export type AskedConnection = Pick<Connection, 'ensure' | 'liveSocket' | 'refused'>

/**
 * Asks a request that an agent made at once, in the way that the contract's table says. The rows that a write changed are
 * not stored from the answer; they come as a change, in their order. Never throws.
 */
export async function askForPanel<E extends PanelRequest>(
  connection: AskedConnection,
  event: E,
  body: PanelBody<E>,
): Promise<Answer<AgentAnswer<E>, AskFailure>> {
  const { answer: schema } = agentAnswers[event]
  const { ask, newFields = [] }: AnswerSpec = agentAnswers[event]
  const answerTo = (asked: object) => {
    const whole = ask === 'once' ? { ...asked, id: uuidv7() } : asked
    const by = (socket: AgentSocket | null) => exchange(socket, event, whole, schema)
    if (ask === 'if-live') return by(connection.liveSocket)
    return ask === 'connecting' ? connected(connection, by) : insisting(connection, by)
  }
  const answer = await answerTo(body)
  const older = without(body, newFields)
  const refusedField = !answer.ok && answer.error.code === 'invalid' && older !== null
  return refusedField ? answerTo(older) : answer
}

type By<T> = (socket: AgentSocket) => Promise<Answer<T, AskFailure>>

/** Asks by the connection, which is made if need be. */
async function connected<T>(
  connection: AskedConnection,
  by: By<T>,
): Promise<Answer<T, AskFailure>> {
  const dialled = await connection.ensure()
  return dialled.ok ? by(dialled.socket) : notDialled(dialled)
}

/**
 * Asks, and asks once more when no answer came: the server then gives the first answer again, whether or not it had
 * heard the first asking.
 */
async function insisting<T>(
  connection: AskedConnection,
  by: By<T>,
): Promise<Answer<T, AskFailure>> {
  const first = await connected(connection, by)
  const answer =
    !first.ok && first.error.code === 'no-answer' ? await connected(connection, by) : first
  if (!answer.ok && answer.error.code === 'signed-out') connection.refused('signed-out')
  // No connection for the second asking is still "no answer": the first may have been heard.
  const unasked = !answer.ok && ['offline', 'not-stored'].includes(answer.error.code)
  return unasked ? first : answer
}

/** The body without fields that older servers refuse; null when it has none of them. */
function without(body: object, fields: readonly string[]): object | null {
  if (!fields.some((field) => field in body)) return null
  return Object.fromEntries(Object.entries(body).filter(([field]) => !fields.includes(field)))
}
