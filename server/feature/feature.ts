import type { AgentRequest } from '@baton/protocol/agent-requests.ts'
import type { CustomerRequest } from '@baton/protocol/customer-requests.ts'
import type { FastifyInstance } from 'fastify'
import type { Committed } from '../changes/team-log.ts'
import type { TeamWrite } from '../changes/team-write.ts'
import type { AgentHandlers } from './agent-handlers.ts'
import type { CustomerHandlers } from './customer-handlers.ts'
import type { Duty } from './duty.ts'
import type { SyncedTable } from './synced-table.ts'

/**
 * Something that the server can do. `app.ts` is the list of all features; each has what it needs and leaves the rest
 * out.
 */
export interface Feature {
  /** Answers requests of agents. */
  agent?: Partial<AgentHandlers>
  /** Answers requests of customers. */
  customer?: Partial<CustomerHandlers>
  /** Answers HTTP. What is registered here concerns no other feature's routes. */
  routes?: (http: FastifyInstance) => Promise<void>
  /** Rows that a pull reads. */
  rows?: readonly SyncedTable[]
  /** Called with each write in which something was done, in its transaction: see `TeamLog.whileWriting`. */
  whileWriting?: (write: TeamWrite) => Promise<void>
  /** Called once a write is durable, in the order of the list. Does not throw and does not wait. */
  afterCommit?: (committed: Committed) => void
  /** What it does by itself. */
  duties?: readonly Duty[]
  /** Ends what it has under way. Called once the duties have stopped, one feature after the other. */
  stop?: () => Promise<void>
}

type Answered<F, Side extends 'agent' | 'customer'> =
  F extends Record<Side, infer Handlers> ? keyof Handlers : never

/** The requests of the contract that none of these features answers. */
type Unanswered<F extends readonly Feature[]> =
  | Exclude<AgentRequest, Answered<F[number], 'agent'>>
  | Exclude<CustomerRequest, Answered<F[number], 'customer'>>

/**
 * The features of a server. A request of the contract that none of them answers is a type error, which names it: there
 * would have to be a second argument.
 */
export function allFeatures<const F extends readonly Feature[]>(
  features: F,
  ..._unanswered: [Unanswered<F>] extends [never] ? [] : [Unanswered<F>]
): readonly Feature[] {
  return features
}

/** The handlers of all features together. Throws when two answer the same request. */
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
