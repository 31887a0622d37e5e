import type { Server as HttpServer } from 'node:http'
import type { Committed } from '../changes/team-log.ts'
import type { Config } from '../config.ts'
import { goOffline } from '../team/presence.ts'
import type { Timing } from '../timing.ts'
import { endExpired } from './end-expired.ts'
import { serveAgents } from './agent-connections.ts'
import { serveCustomers } from './customer-connections.ts'
import type { RealtimeDeps } from './deps.ts'
import { fanOut } from './fan-out.ts'
import { createLive, type Live } from './live.ts'
import { createOnline } from './online.ts'
import { openPlaces } from './open-places.ts'
import { watchSessions, type SessionWatch } from './session-watch.ts'
import { browserRoom, createSockets, teamRoom } from './sockets.ts'

/** How long a request may take to end once the server stops, in ms. */
const CUT_OFF_MS = 100

/** The sockets of a server, and what the rest of it tells them. */
export interface Realtime {
  live: Live
  sessions: SessionWatch
  fanOut(committed: Committed): void
  /** A browser's customer was signed in: what is connected without their site's word goes. */
  customerIdentified(browserId: string): void
  attach(server: HttpServer): void
  /** Agents who were there when the server last ended go offline unless they come back soon. */
  expectAgents(): Promise<void>
  stop(): Promise<void>
}

interface Deps extends Omit<RealtimeDeps, 'live' | 'online' | 'rates'> {
  config: Pick<
    Config,
    | 'webOrigins'
    | 'publicUrl'
    | 'requestsPerSecond'
    | 'socketsPerAddress'
    | 'socketsPerCustomer'
    | 'proxies'
  >
  timing: Timing
}

export function startRealtime({ config, timing, ...deps }: Deps): Realtime {
  const { db, log, onFault } = deps
  const { io, agents, customers } = createSockets(config)
  const live = createLive(agents, customers)
  const online = createOnline(timing.presenceGrace)
  const perSecond = config.requestsPerSecond
  const rates = {
    agent: { perSecond, burst: perSecond * 10 },
    // A person types; what comes faster is no person.
    customer: { perSecond: perSecond / 5, burst: perSecond },
  }
  serveAgents(agents, { ...deps, live, online, rates })
  const places = openPlaces(config.socketsPerCustomer)
  serveCustomers(customers, { ...deps, live, online, rates }, places)
  const sessions = watchSessions(agents, deps)

  let http: HttpServer | null = null
  const heartbeat = setInterval(() => {
    const teams = new Set<string>()
    for (const socket of agents.sockets.values()) teams.add(socket.data.session.actor.teamId)
    for (const teamId of teams) {
      agents.to(teamRoom(teamId)).emit('heartbeat', log.knownPosition(teamId))
    }
  }, timing.heartbeat)
  const sessionCheck = setInterval(() => {
    sessions.check().catch(onFault)
    endExpired(customers, deps.clock())
    log.settleDoubts().catch(onFault)
  }, timing.sessionCheck)

  return {
    live,
    sessions,
    fanOut: (committed) => fanOut(agents, customers, committed),
    customerIdentified: (browserId) => {
      customers.in(browserRoom(browserId)).disconnectSockets(true)
    },
    attach: (server) => {
      http = server
      io.attach(server)
    },
    expectAgents: async () => {
      const there = await db
        .selectFrom('agents')
        .select(['id', 'teamId'])
        .where('presence', '!=', 'offline')
        .execute()
      for (const agent of there) {
        online.expected(agent.id, () => {
          goOffline(log, agent).catch(onFault)
        })
      }
    },
    stop: async () => {
      clearInterval(heartbeat)
      clearInterval(sessionCheck)
      // It waits for every request there is: one that a client takes its time over, or holds a line open for, is
      // cut off, and asked again.
      const cutting = setInterval(() => http?.closeAllConnections(), CUT_OFF_MS)
      await io.close()
      clearInterval(cutting)
      online.stop()
    },
  }
}
