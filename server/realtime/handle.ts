import type { Answer } from '@baton/protocol/errors.ts'
import type { GenericSchema, InferOutput } from 'valibot'
import { failureOf, type OnFault } from '../edge/failure-of.ts'
import { parseBody } from '../edge/parse-body.ts'
import type { TokenBucket } from '../edge/token-bucket.ts'

/**
 * Handles a socket's requests: charges a token, parses the body, runs the work and answers. A request without a
 * callback is charged and dropped, since nobody would get the answer. `weigh` charges this request's own cost and
 * returns how many ms to wait if it is too much.
 */
export function createHandle(deps: { bucket: TokenBucket; onFault: OnFault }) {
  return function handle<Schema extends GenericSchema, Result>(
    schema: Schema,
    work: (body: InferOutput<Schema>) => Promise<Result> | Result,
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

  async function answer<Schema extends GenericSchema, Result>(
    schema: Schema,
    work: (body: InferOutput<Schema>) => Promise<Result> | Result,
    body: unknown,
  ): Promise<Answer<Result>> {
    try {
      return { ok: true, data: await work(parseBody(schema, body)) }
    } catch (error) {
      return { ok: false, error: failureOf(error, deps.onFault) }
    }
  }
}

function isAck(value: unknown): value is (answer: unknown) => void {
  return typeof value === 'function'
}
