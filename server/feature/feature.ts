import type { AgentRequest } from '@baton/protocol/agent-requests.ts'
import type { CustomerRequest } from '@baton/protocol/customer-requests.ts'
import type { FastifyInstance } from 'fastify'
import type { Committed } from '../changes/team-log.ts'
import type { TeamWrite } from '../changes/team-write.ts'
import type { AgentHandlers } from './agent-handlers.ts'
import type { CustomerHandlers } from './customer-handlers.ts'
import type { Duty } from './duty.ts'
import type { SyncedTable } from './synced-table.ts'

/** One part of what the server does. `app.ts` lists all features. A feature fills in the fields that it needs. */
export interface Feature {
  /** Handles requests of agents. */
  agent?: Partial<AgentHandlers>
  /** Handles requests of customers. */
  customer?: Partial<CustomerHandlers>
  /** Registers HTTP routes. Hooks registered here do not apply to other features' routes. */
  routes?: (http: FastifyInstance) => Promise<void>
  /** The rows that a pull reads. */
  rows?: readonly SyncedTable[]
  /** Called with writes in their transactions: see `TeamLog.whileWriting`. */
  whileWriting?: (write: TeamWrite) => Promise<void>
  /** Called once a write is durable, in the order of the list. It must not throw or wait. */
  afterCommit?: (committed: Committed) => void
  /** The work that it repeats by itself. */
  duties?: readonly Duty[]
  /** Ends its running work. Called once the duties have stopped, one feature after the other. */
  stop?: () => Promise<void>
}

type Answered<F, Side extends 'agent' | 'customer'> =
  F extends Record<Side, infer Handlers> ? keyof Handlers : never

/** Requests of the contract that none of these features handles. */
type Unanswered<F extends readonly Feature[]> =
  | Exclude<AgentRequest, Answered<F[number], 'agent'>>
  | Exclude<CustomerRequest, Answered<F[number], 'customer'>>

/**
 * The features of a server. A request of the contract that none of them handles is a type error that names the
 * request: the call would need a second argument.
 */
export function allFeatures<const F extends readonly Feature[]>(
  features: F,
  ..._unanswered: [Unanswered<F>] extends [never] ? [] : [Unanswered<F>]
): readonly Feature[] {
  return features
}

/** The handlers of all features together. Throws when two handle the same request. */
export function handlersOf(features: readonly Feature[]): {
  agent: Partial<AgentHandlers>
  customer: Partial<CustomerHandlers>
} {
  let agent: Partial<AgentHandlers> = {}
  let customer: Partial<CustomerHandlers> = {}
  for (const feature of features) {
    checkNew(agent, feature.agent)
    checkNew(customer, feature.customer)
    agent = { ...agent, ...feature.agent }
    customer = { ...customer, ...feature.customer }
  }
  return { agent, customer }
}

function checkNew(known: object, added: object = {}): void {
  const twice = Object.keys(added).find((event) => Object.hasOwn(known, event))
  if (twice !== undefined) throw new Error(`Two features answer ${twice}.`)
}
