import { agentRequests, isAgentRequest, type AgentRequest } from '@baton/protocol/agent-requests.ts'
import { findAgentSession } from '../auth/agent-session.ts'
import type { AgentConnection, AgentHandlers, LargeAnswers } from '../feature/agent-handlers.ts'
import { Refused } from '../ground/refused.ts'
import type { SessionOver } from '../team/present-agent.ts'
import { admission } from './admit.ts'
import { asAgent } from './as-agent.ts'
import { framesOf } from './connection-limits.ts'
import type { RealtimeDeps } from './deps.ts'
import { followIdleness, followPresence } from './follow-presence.ts'
import { createHandle } from './handle.ts'
import { largeAnswers } from './large-answers.ts'
import { lookingAt } from './looking-at.ts'
import {
  agentRoom,
  sessionRoom,
  teamRoom,
  type AgentNamespace,
  type AgentSocket,
} from './sockets.ts'
import { tokenBucket } from '../edge/token-bucket.ts'

/** Admits agents and serves their requests. Throws when a request has no handler. */
export function serveAgents(
  agents: AgentNamespace,
  deps: RealtimeDeps,
  handlers: Partial<AgentHandlers>,
): void {
  const { auth, clock, db, log, onFault } = deps
  log.onUntold((teamId) => {
    agents.to(teamRoom(teamId)).emit('heartbeat', { ...log.knownPosition(teamId), now: clock() })
  })
  // Answers to an agent wait until the connection has drained. Only a WebSocket reports that.
  agents.use((socket, next) => {
    next(socket.conn.transport.name === 'websocket' ? undefined : new Error('websocket-only'))
  })
  agents.use(
    admission<AgentSocket>(onFault, async (socket, token) => {
      const session = await findAgentSession(auth, db, token)
      const left = deps.keptOut.leftOf(session.id)
      if (left > 0) throw new Refused('rate-limited', { retryAfterMs: left })
      await log.position(session.actor.teamId)
      socket.data = { session, token, idle: false }
    }),
  )
  const largeOf = largeAnswers(deps.clock)
  agents.on('connection', (socket) => {
    const { id } = socket.data.session
    deps.connections.watch(socket.conn, framesOf(deps.rates.agent), () => deps.keptOut.keepOut(id))
    const large = largeOf(socket.data.session.actor.teamId, socket)
    answerRequests(socket, deps, connectionOf(agents, socket, deps, large), handlers)
    greet(socket, deps)
    followPresence(agents, socket, deps)
  })
}

/**
 * Joins the rooms and sends the greeting without awaiting in between. So the greeting comes first, and no commit
 * after its revision is missed.
 */
function greet(socket: AgentSocket, { clock, log }: RealtimeDeps): void {
  const { id, actor, agent, team } = socket.data.session
  void socket.join([teamRoom(actor.teamId), agentRoom(actor.id), sessionRoom(id)])
  socket.emit('hello', { agent, team, ...log.knownPosition(actor.teamId), now: clock() })
}

/** What requests may know of the connection they came on. */
function connectionOf(
  agents: AgentNamespace,
  socket: AgentSocket,
  deps: RealtimeDeps,
  large: LargeAnswers,
): AgentConnection {
  const look = lookingAt(socket, deps.clock)
  return {
    id: socket.id,
    large,
    setIdle: (idle) => {
      socket.data.idle = idle
      return followIdleness(agents, socket.data.session.actor, deps.presence)
    },
    look: (conversationId, viewing) => {
      look(conversationId, viewing)
      const underWay = viewing ? deps.live.replyUnderWay(conversationId) : undefined
      if (underWay) socket.emit('reply:streaming', underWay)
    },
  }
}

function answerRequests(
  socket: AgentSocket,
  deps: RealtimeDeps,
  connection: AgentConnection,
  handlers: Partial<AgentHandlers>,
): void {
  const bucket = tokenBucket(deps.rates.agent, deps.clock)
  const handle = createHandle({ bucket, onFault: deps.onFault })
  const worked = asAgent(socket, connection, deps, (code) => endSession(socket, code))
  const serve = <E extends AgentRequest>(event: E, handler: AgentHandlers[E] | undefined) => {
    if (!handler) throw new Error(`No feature answers ${event}.`)
    return handle(agentRequests[event], worked(handler))
  }
  for (const event of Object.keys(agentRequests).filter(isAgentRequest)) {
    socket.on(event, serve(event, handlers[event]))
  }
}

function endSession(socket: AgentSocket, code: SessionOver['code']): void {
  socket.emit('signed-out', { code })
  socket.disconnect(true)
}
