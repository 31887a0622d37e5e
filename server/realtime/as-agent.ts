import type { Acting } from '../changes/acting.ts'
import type { TeamLog } from '../changes/team-log.ts'
import type { AgentConnection, AgentHandler } from '../feature/agent-handlers.ts'
import { presentAgent, SessionOver } from '../team/present-agent.ts'
import { Refused } from '../ground/refused.ts'
import type { RealtimeDeps } from './deps.ts'
import type { AgentSocket } from './sockets.ts'

/**
 * Runs a connection's requests in an agent's name. The connection remembers only its session. Each request checks in
 * the database whether the session holds, and the agent's role. `isOver` is called after each answer that the session
 * is over.
 */
export function asAgent(
  socket: AgentSocket,
  connection: AgentConnection,
  deps: RealtimeDeps,
  isOver: (code: SessionOver['code']) => void,
) {
  const { id: sessionId, actor: known } = socket.data.session
  const address = deps.addressOf(socket.request)
  const by: Acting = { kind: 'agent', id: known.id, sessionId, address }
  const present = (db: RealtimeDeps['db']) =>
    presentAgent(db, sessionId, known.teamId, deps.clock())

  async function answer<Body, Result>(
    handler: AgentHandler<Body, Result>,
    body: Body,
  ): Promise<Result> {
    if ('reads' in handler) {
      return handler.reads({ actor: await present(deps.db), log: deps.log, connection }, body)
    }
    const actor = { ...known }
    const log: TeamLog = {
      ...deps.log,
      write: (teamId, job) =>
        deps.log.write(
          teamId,
          async (write) => {
            Object.assign(actor, await present(write.trx))
            return job(write)
          },
          by,
        ),
    }
    return handler.writes({ actor, log, connection }, body)
  }

  /** Wraps a handler for this connection. */
  return <Body, Result>(handler: AgentHandler<Body, Result>) =>
    (body: Body): Promise<Result> =>
      answer(handler, body).catch((error: unknown) => {
        if (!(error instanceof SessionOver)) throw error
        setImmediate(isOver, error.code)
        throw new Refused(error.code)
      })
}
