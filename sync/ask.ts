import { agentAnswers, type AgentAnswer } from '@baton/protocol/agent-answers.ts'
import type { AgentBody, AgentRequest } from '@baton/protocol/agent-requests.ts'
import { failure, type Answer, type AskFailure } from '@baton/protocol/errors.ts'
import * as v from 'valibot'
import type { AgentSocket } from './agent-socket.ts'

/** How long to wait for an answer, in milliseconds. */
export const ANSWER_TIMEOUT_MS = 10_000

const answered = v.variant('ok', [
  v.object({ ok: v.literal(true), data: v.unknown() }),
  v.object({ ok: v.literal(false), error: failure }),
])

/**
 * Sends a request to the server and parses the answer by the contract. Never throws. An answer that does not fit its
 * schema counts as no answer: the outcome is unknown, and repeating with the same id is right in both cases.
 */
export function ask<E extends AgentRequest>(
  socket: AgentSocket | null,
  event: E,
  body: AgentBody<E>,
): Promise<Answer<AgentAnswer<E>, AskFailure>> {
  return exchange(socket, event, body, agentAnswers[event].answer)
}

/** Like `ask`, with a schema of this side's own for the answer: see `frames.ts`. */
export function askReading<E extends AgentRequest, S extends v.GenericSchema>(
  socket: AgentSocket | null,
  event: E,
  body: AgentBody<E>,
  schema: S,
  timeoutMs = ANSWER_TIMEOUT_MS,
): Promise<Answer<v.InferOutput<S>, AskFailure>> {
  return exchange(socket, event, body, schema, timeoutMs)
}

/** Sends a request whose body the caller has typed. */
export async function exchange<S extends v.GenericSchema>(
  socket: AgentSocket | null,
  event: AgentRequest,
  body: unknown,
  schema: S,
  timeoutMs = ANSWER_TIMEOUT_MS,
): Promise<Answer<v.InferOutput<S>, AskFailure>> {
  if (!socket) return { ok: false, error: { code: 'offline' } }
  const raw = await socket.request(event, body, timeoutMs).catch(() => null)
  const read = v.safeParse(answered, raw)
  if (!read.success) return { ok: false, error: { code: 'no-answer' } }
  if (!read.output.ok) return read.output
  const data = v.safeParse(schema, read.output.data)
  return data.success
    ? { ok: true, data: data.output }
    : { ok: false, error: { code: 'no-answer' } }
}
