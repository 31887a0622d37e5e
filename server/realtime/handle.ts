import type { Answer } from '@baton/protocol/errors.ts'
import * as v from 'valibot'
import { failureOf, type OnFault } from '../edge/failure-of.ts'
import type { TokenBucket } from '../edge/token-bucket.ts'

/**
 * The one way in for requests over a socket: takes a token, parses the body, runs the work and answers.
 * A request without a callback for the answer is dropped, since nobody would hear what came of it; it costs as much.
 * `weigh` takes what this very request costs beside, and answers how many ms to wait when that is too much.
 */
export function createHandle(deps: { bucket: TokenBucket; onFault: OnFault }) {
  return function handle<Schema extends v.GenericSchema, Result>(
    schema: Schema,
    work: (body: v.InferOutput<Schema>) => Promise<Result> | Result,
    weigh: (body: unknown) => number = () => 0,
  ): (body: unknown, ack: unknown) => void {
    return (body, ack) => {
      const retryAfterMs = deps.bucket() || weigh(body)
      if (!isAck(ack)) return
      if (retryAfterMs > 0) {
        ack({ ok: false, error: { code: 'rate-limited', retryAfterMs } })
        return
      }
      void answer(schema, work, body).then((result) => {
        ack(result)
      })
    }
  }

  async function answer<Schema extends v.GenericSchema, Result>(
    schema: Schema,
    work: (body: v.InferOutput<Schema>) => Promise<Result> | Result,
    body: unknown,
  ): Promise<Answer<Result>> {
    const parsed = v.safeParse(schema, body, { abortEarly: true })
    if (!parsed.success || hasNul(parsed.output)) return { ok: false, error: { code: 'invalid' } }
    try {
      return { ok: true, data: await work(parsed.output) }
    } catch (error) {
      return { ok: false, error: failureOf(error, deps.onFault) }
    }
  }
}

/** PostgreSQL's text cannot hold the character NUL, and nobody writes one. The schema has bounded the depth. */
function hasNul(body: unknown): boolean {
  if (typeof body === 'string') return body.includes('\0')
  if (typeof body !== 'object' || body === null) return false
  return Object.values(body).some(hasNul)
}

function isAck(value: unknown): value is (answer: unknown) => void {
  return typeof value === 'function'
}
