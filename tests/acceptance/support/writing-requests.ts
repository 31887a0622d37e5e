import type { agentRequests } from '@baton/protocol/agent-requests.ts'
import type { customerRequests } from '@baton/protocol/customer-requests.ts'

/**
 * What becomes of a request that is asked again, for every request there is; a new one has to say so here.
 * `once` has an id that the client makes: the same id again is given the first answer, for ever. `sets` says how
 * something is to be, so that asking again leaves it as it is. `shows` is done once as well, but what it made is a secret:
 * the same id again is given the first answer without it. `tells` stores nothing, and neither does `reads`.
 */
type Again = 'once' | 'shows' | 'sets' | 'tells' | 'reads'

export const AGENTS = {
  'changes:pull': 'reads',
  'urgent:pull': 'reads',
  'history:page': 'reads',
  'search:messages': 'reads',
  'search:conversations': 'reads',
  'conversation:get': 'reads',
  'conversations:older': 'reads',
  'customer:conversations': 'reads',
  'message:send': 'once',
  'conversation:take-over': 'once',
  'conversation:hand-over': 'once',
  'conversation:transfer': 'once',
  // Keeps what was given under the epoch it names; when that has passed nothing is changed.
  'conversation:accept': 'sets',
  'conversation:decline': 'once',
  'conversation:resolve': 'once',
  'conversation:undo': 'once',
  'conversation:nudge': 'once',
  'conversation:read': 'sets',
  'team:change': 'sets',
  'template:save': 'once',
  'template:delete': 'once',
  'template:history': 'reads',
  'templates:uses': 'reads',
  'audit:list': 'reads',
  'integrations:list': 'reads',
  'integration:make': 'once',
  'integration:change': 'once',
  'integration:remove': 'once',
  // See integrations.test.ts.
  'key:make': 'shows',
  'key:revoke': 'once',
  'model:read': 'reads',
  'model:set': 'once',
  // Asks the endpoint, and stores nothing but that it was asked.
  'model:test': 'reads',
  // See webhooks.test.ts.
  'webhook:set': 'shows',
  'webhook:rotate': 'shows',
  'webhook:remove': 'once',
  'webhook:log': 'reads',
  'webhook:redeliver': 'once',
  'webhook:test': 'once',
  'file:copy': 'once',
  'conversation:tag': 'once',
  'customer:edit': 'once',
  'presence:set': 'sets',
  'idle:set': 'sets',
  'typing:set': 'tells',
  'viewing:set': 'tells',
} as const satisfies Partial<Record<keyof typeof agentRequests, Again>>

/** Requests that only admins may ask. */
const ADMINS = [
  'team:change',
  'audit:list',
  'integrations:list',
  'integration:make',
  'integration:change',
  'integration:remove',
  'key:make',
  'key:revoke',
  'model:read',
  'model:set',
  'model:test',
  'webhook:set',
  'webhook:rotate',
  'webhook:remove',
  'webhook:log',
  'webhook:redeliver',
  'webhook:test',
] as const satisfies (keyof typeof agentRequests)[]

/** Whether only admins may ask this. */
export function isForAdmins(event: string): boolean {
  return ADMINS.some((one) => one === event)
}

export const CUSTOMERS = {
  'message:send': 'once',
  'messages:pull': 'reads',
  'human:ask': 'once',
  'human:take-back': 'once',
  'messages:seen': 'sets',
  'visit:tell': 'sets',
  'typing:set': 'tells',
} as const satisfies Partial<Record<keyof typeof customerRequests, Again>>
