import { role } from '@baton/protocol/agent.ts'
import * as v from 'valibot'
import { email, password, personName, slug, teamName } from './fields.ts'

/** Said along when a team may be left without an admin. */
const lastAdmin = v.optional(v.boolean(), false)

const agentOf = { team: slug, email }

/** What an operator may ask, of a running server through its socket or with no server there. */
export const operatorRequest = v.variant('command', [
  v.strictObject({
    command: v.literal('team:create'),
    team: slug,
    teamName,
    name: personName,
    email,
    password,
  }),
  v.strictObject({
    command: v.literal('agent:add'),
    ...agentOf,
    role,
    name: personName,
    password,
    lastAdmin,
  }),
  v.strictObject({ command: v.literal('agent:list'), team: slug }),
  v.strictObject({ command: v.literal('agent:remove'), ...agentOf, lastAdmin }),
  v.strictObject({ command: v.literal('agent:role'), ...agentOf, role, lastAdmin }),
  v.strictObject({ command: v.literal('agent:reset-password'), ...agentOf, password }),
  v.strictObject({ command: v.literal('agent:sign-out'), ...agentOf }),
  v.strictObject({ command: v.literal('team:identity-secret'), team: slug, rotate: v.boolean() }),
])
export type OperatorRequest = v.InferOutput<typeof operatorRequest>

/** What came of it, in words for the operator. */
export const operatorAnswer = v.strictObject({ ok: v.boolean(), said: v.string() })
export type OperatorAnswer = v.InferOutput<typeof operatorAnswer>

/** Asked of whoever listens beside a database: which process it is. */
export const whoRequest = v.strictObject({ command: v.literal('who') })
export const whoAnswer = v.strictObject({ pid: v.number(), since: v.string() })
