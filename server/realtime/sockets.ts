import {
  AGENT_NAMESPACE,
  CUSTOMER_NAMESPACE,
  type AgentToServer,
  type CustomerToServer,
  type ServerToAgent,
  type ServerToCustomer,
} from '@baton/protocol/events.ts'
import { Namespace, Server, type DefaultEventsMap, type Socket } from 'socket.io'
import type { AgentSession } from '../auth/agent-session.ts'
import type { AdmittedCustomer } from '../customers/admit-customer.ts'
import type { IncomingMessage, Server as HttpServer } from 'node:http'
import { clientAddress } from './client-address.ts'
import { openPlaces } from './open-places.ts'
import { isOriginAllowed } from './origin.ts'

// A connection's identity is set once, when it is let in, and is never read from a request.

export interface AgentData {
  session: AgentSession
  token: string
  /** The machine at the other end is idle or locked. */
  idle: boolean
}

export type CustomerData = AdmittedCustomer

export type AgentSocket = Socket<AgentToServer, ServerToAgent, DefaultEventsMap, AgentData>
export type AgentNamespace = Namespace<AgentToServer, ServerToAgent, DefaultEventsMap, AgentData>
export type CustomerSocket = Socket<
  CustomerToServer,
  ServerToCustomer,
  DefaultEventsMap,
  CustomerData
>
export type CustomerNamespace = Namespace<
  CustomerToServer,
  ServerToCustomer,
  DefaultEventsMap,
  CustomerData
>

export const teamRoom = (teamId: string) => `team:${teamId}`
export const agentRoom = (agentId: string) => `agent:${agentId}`
export const customerRoom = (customerId: string) => `customer:${customerId}`
/** One browser's connections: it may be shown another customer's conversation, being the same person. */
export const browserRoom = (browserId: string) => `browser:${browserId}`
export const sessionRoom = (sessionId: string) => `session:${sessionId}`

/** One message's text fits four times over; nothing the protocol knows is larger. */
const FRAME_BYTES_MAX = 64 * 1024

/** Chrome ends an extension's worker after 30 s without a frame: pings come well before (platform notes). */
const PING_MS = 20_000

/** The socket server and its two namespaces; it is attached to the HTTP server when that listens. */
export function createSockets(config: {
  webOrigins: readonly string[]
  publicUrl: string | null
  socketsPerAddress: number
  proxies: number
}): {
  io: { attach(server: HttpServer): unknown; close(): Promise<void> }
  agents: AgentNamespace
  customers: CustomerNamespace
} {
  const places = openPlaces(config.socketsPerAddress)
  const takePlace = (request: IncomingMessage) => {
    const address = clientAddress(request, config.proxies)
    if (address === null) return true
    if (!places.take(address)) return false
    request.socket.once('close', () => places.leave(address))
    return true
  }
  const io = new Server<AgentToServer, ServerToAgent, DefaultEventsMap, AgentData>({
    transports: ['websocket'],
    serveClient: false,
    pingInterval: PING_MS,
    maxHttpBufferSize: FRAME_BYTES_MAX,
    allowRequest: (request, answer) => {
      const { origin, host } = request.headers
      if (!isOriginAllowed({ origin, host }, config)) answer(null, false)
      else if (takePlace(request)) answer(null, true)
      else answer('Too many connections are open from this address.', false)
    },
  })
  // socket.io's own namespace is always there; nobody has any business in it.
  io.use((_socket, next) => {
    next(new Error('not-found'))
  })
  const customers: unknown = io.of(CUSTOMER_NAMESPACE)
  if (!isForCustomers(customers)) throw new Error('socket.io gave another namespace.')
  return { io, agents: io.of(AGENT_NAMESPACE), customers }
}

/** socket.io gives every namespace the server's one contract, which is the agents'. */
function isForCustomers(namespace: unknown): namespace is CustomerNamespace {
  return namespace instanceof Namespace && namespace.name === CUSTOMER_NAMESPACE
}
