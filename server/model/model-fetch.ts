import type { Outgoing } from '../outgoing/outgoing.ts'
import type { Fetch, ModelTimes } from './endpoint.ts'

/** Longest that one request to a model may take, in ms, and most that is read of its answer. */
const WHOLE_MS = 180_000
const BYTES_MAX = 8 * 1024 * 1024
/** Whoever watches the answer is the first to notice that it is late, in ms. */
const LATER_MS = 1_000

/** The client that calls out, with the times of a model. */
export function modelFetch(outgoing: Outgoing, { firstToken, idle }: ModelTimes): Fetch {
  return outgoing.fetchWithin({
    headersMs: firstToken + LATER_MS,
    idleMs: Math.max(firstToken, idle) + LATER_MS,
    wholeMs: WHOLE_MS,
    maxBytes: BYTES_MAX,
  })
}
