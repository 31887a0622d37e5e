import * as v from 'valibot'
import { failure, type Failure } from '@baton/protocol/errors.ts'
import type { AgentEvent, AgentSocket, RequestBody } from './agent-socket.ts'

/** What asking can come to: the server's answer, its refusal, or that nobody answered. */
export type Result<T> =
  { ok: true; data: T } | { ok: false; error: Failure | { code: 'offline' | 'no-answer' } }

/** How long an answer is waited for, in milliseconds. */
export const ANSWER_TIMEOUT_MS = 10_000

const answer = v.variant('ok', [
  v.object({ ok: v.literal(true), data: v.unknown() }),
  v.object({ ok: v.literal(false), error: failure }),
])

/**
 * Asks the server and parses what it answers. Never throws. An answer that fits no schema counts as none:
 * what it stands for is unknown, so asking again with the same id is the right thing in both cases.
 */
export async function ask<E extends AgentEvent, S extends v.GenericSchema>(
  socket: AgentSocket | null,
  event: E,
  body: RequestBody<E>,
  result: S,
  timeoutMs = ANSWER_TIMEOUT_MS,
): Promise<Result<v.InferOutput<S>>> {
  if (!socket) return { ok: false, error: { code: 'offline' } }
  const raw = await socket.request(event, body, timeoutMs).catch(() => null)
  const answered = v.safeParse(answer, raw)
  if (!answered.success) return { ok: false, error: { code: 'no-answer' } }
  if (!answered.output.ok) return answered.output
  const data = v.safeParse(result, answered.output.data)
  return data.success
    ? { ok: true, data: data.output }
    : { ok: false, error: { code: 'no-answer' } }
}
