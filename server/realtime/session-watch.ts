import type { Failure } from '@baton/protocol/errors.ts'
import { findAgentSession } from '../auth/agent-session.ts'
import { Refused } from '../ground/refused.ts'
import { presentSessions, whyOver } from '../team/present-agent.ts'
import type { RealtimeDeps } from './deps.ts'
import { agentRoom, sessionRoom, type AgentNamespace, type AgentSocket } from './sockets.ts'

/** A session with less time left than this is renewed: two days after it was made or last renewed. */
const RENEWED_BELOW_MS = 28 * 24 * 60 * 60 * 1_000

/** Closes the connections of ended sessions. */
export interface SessionWatch {
  sessionEnded(sessionId: string): void
  agentRemoved(agentId: string): void
  /** All sessions of an agent are over: a new password, or an operator's command. */
  agentSignedOut(agentId: string): void
  /**
   * Checks the sessions of all connections in the database. Closes a connection whose session was ended, or whose
   * agent was removed, by any process. Renews old sessions.
   */
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
    agentSignedOut: (agentId) => end(agentRoom(agentId)),
    check: async () => {
      const sockets = [...agents.sockets.values()]
      const found = await presentSessions(
        deps.db,
        sockets.map(({ data }) => data.session.id),
      )
      const now = deps.clock()
      for (const socket of sockets) {
        const { id, actor } = socket.data.session
        const session = found.get(id)
        const code = whyOver(session, actor.teamId, now)
        if (code !== null) end(sessionRoom(id), { code })
        else if (session && session.expiresAt - now < RENEWED_BELOW_MS) await renew(socket)
      }
    },
  }

  /** A session is renewed by use, and an open connection counts as use. */
  async function renew(socket: AgentSocket): Promise<void> {
    try {
      socket.data.session = await findAgentSession(deps.auth, deps.db, socket.data.token)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      end(sessionRoom(socket.data.session.id), error.failure)
    }
  }
}
