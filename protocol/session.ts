import * as v from 'valibot'
import { heartbeat } from './changes.ts'
import { id, name } from './primitives.ts'
import { agent } from './agent.ts'

/** `auth` of an agent's socket: the bearer token from sign-in, and the protocol the client speaks. */
export const agentAuth = v.object({ token: v.string(), protocol: v.number() })
export type AgentAuth = v.InferOutput<typeof agentAuth>

/** `auth` of a customer's socket; the token is a `customerCredential`. */
export const customerAuth = v.object({ token: v.string(), protocol: v.number() })
export type CustomerAuth = v.InferOutput<typeof customerAuth>

/** Told once a connection, first of all: who you are here and how far the team's data is. */
export const hello = v.object({
  agent,
  team: v.object({ id, name }),
  ...heartbeat.entries,
})
export type Hello = v.InferOutput<typeof hello>

/** `GET /api/about`: proves that there is a Baton server at an address before a password is sent to it. */
export const about = v.object({
  product: v.literal('baton'),
  version: v.string(),
  protocol: v.number(),
  /** A sign-in that anybody may use, on a demo server; such a one runs on its own machine only. */
  demo: v.optional(v.object({ email: v.string(), password: v.string() })),
})
export type About = v.InferOutput<typeof about>
