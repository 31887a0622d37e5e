import * as v from 'valibot'

// What a recording of a release holds: what was asked and answered over the wire, and what was told, in order.

const as = v.string()

/** One thing that happened on the wire. `as` names the client; tokens are never written down. */
export const step = v.variant('kind', [
  v.object({ kind: v.literal('sign-in'), as, email: v.string(), password: v.string() }),
  v.object({
    kind: v.literal('new-customer'),
    as,
    body: v.record(v.string(), v.unknown()),
    answer: v.unknown(),
  }),
  v.object({ kind: v.literal('connect'), as, namespace: v.string() }),
  v.object({
    kind: v.literal('upload'),
    as,
    path: v.string(),
    name: v.string(),
    /** The file's bytes, base64. */
    bytes: v.string(),
    answer: v.unknown(),
  }),
  v.object({
    kind: v.literal('ask'),
    as,
    event: v.string(),
    body: v.unknown(),
    answer: v.unknown(),
  }),
  v.object({ kind: v.literal('told'), as, event: v.string(), body: v.unknown() }),
])
export type Step = v.InferOutput<typeof step>

/** A recorded day: its steps. */
export const recording = v.object({ protocol: v.number(), steps: v.array(step) })
export type Recording = v.InferOutput<typeof recording>

/** Events that come when they come: they are neither recorded nor waited for. */
export const PASSING = new Set(['heartbeat', 'reply:streaming', 'reply:ended'])
