import * as v from 'valibot'
import { id, name } from './primitives.ts'

export const role = v.picklist(['agent', 'admin'])
export type Role = v.InferOutput<typeof role>

/** `offline` is never chosen: the server sets it when the last connection has gone. */
export const presence = v.picklist(['available', 'away', 'offline'])
export type Presence = v.InferOutput<typeof presence>

export const agent = v.object({
  id,
  name,
  email: v.string(),
  role,
  presence,
  /** False once the agent has left the team; the row stays so that old messages keep their author. */
  active: v.boolean(),
})
export type Agent = v.InferOutput<typeof agent>

/** `presence:set`: what the agent chose; kept over reconnects. */
export const setPresence = v.strictObject({ presence: v.picklist(['available', 'away']) })
export type SetPresence = v.InferOutput<typeof setPresence>

/** `idle:set`: whether this connection's machine is idle or locked. Forgotten when the connection ends. */
export const setIdle = v.strictObject({ idle: v.boolean() })
export type SetIdle = v.InferOutput<typeof setIdle>
