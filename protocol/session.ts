import * as v from 'valibot'
import { heartbeat } from './changes.ts'
import { id } from './primitives.ts'
import { agent } from './agent.ts'

/** The protocols a client speaks: the newest, and the oldest where it speaks several (see `commonProtocol`). */
const spoken = { protocol: v.number(), oldest: v.optional(v.number()) }

/** `auth` of an agent's socket: the bearer token from sign-in, and the client's protocols. */
export const agentAuth = v.object({ token: v.string(), ...spoken })
export type AgentAuth = v.InferOutput<typeof agentAuth>

/** `auth` of a customer's socket; the token is a `customerCredential`. */
export const customerAuth = v.object({ token: v.string(), ...spoken })
export type CustomerAuth = v.InferOutput<typeof customerAuth>

/** Sent once a connection, before anything else: who the agent is, and the team's newest revision. */
export const hello = v.object({
  // Not limited in length: an overlong name must not keep its owner out.
  agent: v.object({ ...agent.entries, name: v.string() }),
  team: v.object({ id, name: v.string() }),
  ...heartbeat.entries,
})
export type Hello = v.InferOutput<typeof hello>

/** `GET /api/about`: shows that a Baton server is at this address before a password is sent to it. */
export const about = v.object({
  product: v.literal('baton'),
  version: v.string(),
  ...spoken,
  /** A public sign-in on a demo server. Such a server accepts connections from its own machine only. */
  demo: v.optional(v.object({ email: v.string(), password: v.string() })),
})
export type About = v.InferOutput<typeof about>
