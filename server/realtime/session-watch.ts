import type { Failure } from '@baton/protocol/errors.ts'
import { findAgentSession } from '../auth/agent-session.ts'
import { Refused } from '../refused.ts'
import type { RealtimeDeps } from './deps.ts'
import { agentRoom, sessionRoom, type AgentNamespace, type AgentSocket } from './sockets.ts'

/** Ends the connections of sessions that have ended. */
export interface SessionWatch {
  sessionEnded(sessionId: string): void
  agentRemoved(agentId: string): void
  /** Asks the database about sessions that have reached their end, or been renewed. */
  check(): Promise<void>
}

export function watchSessions(
  agents: AgentNamespace,
  deps: Pick<RealtimeDeps, 'auth' | 'db' | 'clock'>,
): SessionWatch {
  const end = (room: string, why: Failure = { code: 'signed-out' }) => {
    agents.to(room).emit('signed-out', why)
    agents.in(room).disconnectSockets(true)
  }
  return {
    sessionEnded: (sessionId) => end(sessionRoom(sessionId)),
    agentRemoved: (agentId) => end(agentRoom(agentId), { code: 'forbidden' }),
    check: async () => {
      const now = deps.clock()
      for (const socket of agents.sockets.values()) {
        if (socket.data.session.expiresAt <= now) await checkOne(socket)
      }
    },
  }

  async function checkOne(socket: AgentSocket): Promise<void> {
    try {
      socket.data.session = await findAgentSession(deps.auth, deps.db, socket.data.token)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      end(sessionRoom(socket.data.session.id), error.failure)
    }
  }
}
