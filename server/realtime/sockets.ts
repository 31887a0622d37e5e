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
import type { RequestBounds } from '../edge/time-limits.ts'
import type { Clock } from '../ground/clock.ts'
import { isFromHere } from '../edge/from-here.ts'
import type { LimitedConnection } from './connection-limits.ts'
import { connectionPlaces, type OpenedConnection } from './connection-places.ts'
import { lineTraffic, type LineTraffic, type MeasuredConnection } from './line-traffic.ts'
import { isOriginAllowed } from '../edge/origin.ts'
import { pollingRequests } from './polling-requests.ts'

// A connection's identity is set once, at the handshake, and never read from a request.

export interface AgentData {
  session: AgentSession
  token: string
  /** The machine of this connection is idle or locked. */
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
/** Connections of agents viewing a conversation: see `lookingAt`. */
export const viewersRoom = (conversationId: string) => `viewers:${conversationId}`
/** Every customer's page of a team. */
export const visitorsRoom = (teamId: string) => `visitors:${teamId}`
export const customerRoom = (customerId: string) => `customer:${customerId}`
/** One browser's connections. A browser may show another browser's conversation of the same customer. */
export const browserRoom = (browserId: string) => `browser:${browserId}`
export const sessionRoom = (sessionId: string) => `session:${sessionId}`

/** Room for four times the longest message; nothing in the protocol is larger. */
const FRAME_BYTES_MAX = 64 * 1024

/** How long a connection may stay without a namespace, in ms. */
const NAMELESS_MS = 10_000

/** Chrome ends an extension's worker after 30 s without a frame: pings come well before (platform notes). */
const PING_MS = 20_000

/** A connection of engine.io, before it is known whose it is. */
type Opened = LimitedConnection & OpenedConnection & MeasuredConnection

/** The socket server and its two namespaces. */
interface Sockets {
  agents: AgentNamespace
  customers: CustomerNamespace
  /** Serves the connections of an HTTP server, and calls `opened` with each. */
  attach(server: HttpServer, opened: (connection: Opened) => void): void
  close(): Promise<void>
  /** The key of the network address that a connection comes from; null for this machine. */
  addressOf(request: IncomingMessage): string | null
  trafficOf: LineTraffic['of']
}

export function createSockets(config: {
  webOrigins: readonly string[]
  publicUrl: string | null
  socketsPerAddress: number
  proxies: number
  clock: Clock
  demo: boolean
  requestBounds: RequestBounds
  /** How long the body of a request may take, in ms. */
  bodyMs: number
}): Sockets {
  const { proxies, bodyMs } = config
  const places = connectionPlaces(config)
  const traffic = lineTraffic()
  const io = new Server<AgentToServer, ServerToAgent, DefaultEventsMap, AgentData>({
    transports: ['websocket', 'polling'],
    // A polling client that can use a WebSocket again opens another connection.
    allowUpgrades: false,
    httpCompression: false,
    serveClient: false,
    pingInterval: PING_MS,
    maxHttpBufferSize: FRAME_BYTES_MAX,
    // A connection that joins no namespace belongs to nobody.
    connectTimeout: NAMELESS_MS,
    allowRequest: (request, answer) => {
      if (places.take(request)) answer(null, true)
      else answer('Too many connections are open from this address.', false)
    },
  })
  // socket.io's default namespace always exists, and nobody may use it.
  io.use((_socket, next) => {
    next(new Error('not-found'))
  })
  const customers: unknown = io.of(CUSTOMER_NAMESPACE)
  if (!isForCustomers(customers)) throw new Error('socket.io gave another namespace.')
  return {
    agents: io.of(AGENT_NAMESPACE),
    customers,
    addressOf: (request) => places.addressOf(request),
    trafficOf: (connection) => traffic.of(connection),
    attach: (server, opened) => {
      io.attach(server)
      const { engine } = io
      const isAllowed = (request: IncomingMessage) => {
        const { origin, host } = request.headers
        if (config.demo && !isFromHere(request)) return false
        return isOriginAllowed({ origin, host }, config)
      }
      const bounds = config.requestBounds
      engine.use(pollingRequests({ isAllowed, bounds, traffic, proxies, bodyMs }))
      engine.on('connection_error', ({ req }: { req: IncomingMessage }) => places.failed(req))
      engine.on('connection', (connection: Opened) => {
        places.opened(connection)
        traffic.opened(connection)
        opened(connection)
      })
    },
    close: () => io.close(),
  }
}

/** Narrows the type: socket.io types every namespace by the server's contract, which is the agents'. */
function isForCustomers(namespace: unknown): namespace is CustomerNamespace {
  return namespace instanceof Namespace && namespace.name === CUSTOMER_NAMESPACE
}
