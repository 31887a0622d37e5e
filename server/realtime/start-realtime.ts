import type { IncomingMessage, Server as HttpServer } from 'node:http'
import type { RequestBounds } from '../edge/time-limits.ts'
import type { Committed } from '../changes/team-log.ts'
import type { Config } from '../edge/config.ts'
import { presenceChanges } from '../team/presence.ts'
import type { Timing } from '../ground/timing.ts'
import type { AgentHandlers } from '../feature/agent-handlers.ts'
import type { CustomerHandlers } from '../feature/customer-handlers.ts'
import type { Duty } from '../feature/duty.ts'
import { endExpired } from './end-expired.ts'
import { serveAgents } from './agent-connections.ts'
import { serveCustomers } from './customer-connections.ts'
import type { RealtimeDeps } from './deps.ts'
import { connectionLimits, framesOf, type LimitedConnection } from './connection-limits.ts'
import { fanOut } from './fan-out.ts'
import { customerFloods, floodRates } from './flood-limits.ts'
import { keptOut } from './kept-out.ts'
import { tellWhoIsThere } from './tell-who-is-there.ts'
import { tokenBuckets } from '../edge/token-bucket.ts'
import { createLive, type Live } from './live.ts'
import { createOnline } from './online.ts'
import { openPlaces } from '../edge/open-places.ts'
import { watchSessions, type SessionWatch } from './session-watch.ts'
import { quietRevisions } from './quiet-revisions.ts'
import { browserRoom, createSockets, teamRoom } from './sockets.ts'

/** Messages that customers of one address, and of a team, may send, per request that a connection may make. */
const MESSAGES_PER_ADDRESS = 0.4
const MESSAGES_PER_TEAM = 4
/** Frames for all connections of one address, as a multiple of one connection's requests: an office of hundreds. */
const FRAMES_PER_ADDRESS = 20
/** How long a client that flooded its connection is refused, in ms. */
const KEPT_OUT_MS = 30_000

/** Once the server stops, how often open requests are cut off, in ms. */
const CUT_OFF_MS = 100

/** The server's sockets, and what the rest of the server sends by them. */
export interface Realtime {
  live: Live
  sessions: SessionWatch
  duties: readonly Duty[]
  fanOut(committed: Committed): void
  /** A browser's customer was identified: closes its connections that have no identity token. */
  customerIdentified(browserId: string): void
  /** Admits agents and customers. Called once, before `attach`. */
  serve(handlers: { agent: Partial<AgentHandlers>; customer: Partial<CustomerHandlers> }): void
  attach(server: HttpServer): void
  /** Agents who were online when the server last stopped go offline unless they soon return. */
  expectAgents(): Promise<void>
  stop(): Promise<void>
}

interface Deps extends Omit<
  RealtimeDeps,
  'live' | 'online' | 'presence' | 'rates' | 'floods' | 'addressOf' | 'connections' | 'keptOut'
> {
  config: Pick<
    Config,
    | 'webOrigins'
    | 'publicUrl'
    | 'requestsPerSecond'
    | 'messagesPerAddress'
    | 'messagesPerTeam'
    | 'socketsPerAddress'
    | 'socketsPerCustomer'
    | 'proxies'
    | 'demo'
  >
  timing: Timing
  requestBounds: RequestBounds
  /** How long the body of a request may take, in ms. */
  bodyMs: number
}

export function startRealtime({ config, timing, requestBounds, bodyMs, ...deps }: Deps): Realtime {
  const { db, log, onFault } = deps
  const sockets = createSockets({ ...config, clock: deps.clock, requestBounds, bodyMs })
  const { agents, customers } = sockets
  const addressOf = (request: IncomingMessage) => sockets.addressOf(request)
  const live = createLive(agents, customers)
  const quiet = quietRevisions()
  const online = createOnline(timing.presenceGrace)
  const presence = presenceChanges(log, timing.gather)
  const perSecond = config.requestsPerSecond
  const rates = {
    agent: { perSecond, burst: perSecond * 10 },
    // For a person who types. Faster requests do not come from a person.
    customer: { perSecond: perSecond / 5, burst: perSecond },
  }
  const connections = connectionLimits<LimitedConnection & { request: IncomingMessage }>(
    deps.clock,
    (connection) => sockets.trafficOf(connection),
  )
  const framesFrom = tokenBuckets(
    { perSecond: perSecond * FRAMES_PER_ADDRESS, burst: perSecond * FRAMES_PER_ADDRESS * 10 },
    deps.clock,
  )
  const limits = {
    floods: customerFloods(
      floodRates({
        address: config.messagesPerAddress ?? perSecond * MESSAGES_PER_ADDRESS,
        team: config.messagesPerTeam ?? perSecond * MESSAGES_PER_TEAM,
      }),
      deps.clock,
    ),
    addressOf,
    connections,
    keptOut: keptOut(KEPT_OUT_MS, deps.clock),
    rates,
  }
  const all = { ...deps, ...limits, live, online, presence }
  const places = openPlaces(config.socketsPerCustomer)
  const sessions = watchSessions(agents, deps)

  const tellThere = tellWhoIsThere(customers, db)

  let http: HttpServer | null = null
  function tellPositions(): Promise<void> {
    const teams = new Set<string>()
    for (const socket of agents.sockets.values()) teams.add(socket.data.session.actor.teamId)
    for (const teamId of teams) {
      const untold = quiet.untold(teamId)
      if (untold) agents.to(teamRoom(teamId)).emit('changed', untold)
      const now = deps.clock()
      agents.to(teamRoom(teamId)).emit('heartbeat', { ...log.knownPosition(teamId), now })
    }
    return Promise.resolve()
  }

  return {
    live,
    sessions,
    duties: [
      { name: 'heartbeat', every: timing.heartbeat, run: tellPositions },
      { name: 'sessions', every: timing.sessionCheck, run: () => sessions.check() },
      {
        name: "customers' words",
        every: timing.sessionCheck,
        run: () => endExpired(customers, db, deps.clock()),
      },
    ],
    fanOut: (committed) => {
      fanOut(agents, customers, quiet, committed)
      tellThere(committed).catch(onFault)
    },
    customerIdentified: (browserId) => {
      customers.in(browserRoom(browserId)).disconnectSockets(true)
    },
    serve: (handlers) => {
      serveAgents(agents, all, handlers.agent)
      serveCustomers(customers, all, places, handlers.customer)
    },
    attach: (server) => {
      http = server
      // Until it is known whose a connection is, the highest limit applies.
      sockets.attach(server, (connection) => {
        connections.watch(connection, framesOf(rates.agent))
        const address = addressOf(connection.request)
        if (address !== null) connections.watch(connection, framesFrom(address))
      })
    },
    expectAgents: async () => {
      const there = await db
        .selectFrom('agents')
        .select(['id', 'teamId'])
        .where('presence', '!=', 'offline')
        .execute()
      for (const agent of there) {
        online.expected(agent.id, () => {
          presence.add(agent.teamId, agent.id, 'gone').catch(onFault)
        })
      }
    },
    stop: async () => {
      connections.stop()
      // Closing waits for every open request. Slow and held requests are cut off, and clients ask again.
      const cutting = setInterval(() => http?.closeAllConnections(), CUT_OFF_MS)
      // Without `attach`, as in an operator's command, there is nothing to close.
      if (http !== null) await sockets.close()
      clearInterval(cutting)
      online.stop()
      await presence.stop()
    },
  }
}
