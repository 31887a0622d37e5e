import type { AgentAnswer } from '@baton/protocol/agent-answers.ts'
import type { AgentRequest, ParsedAgentBody } from '@baton/protocol/agent-requests.ts'
import type { AgentActor } from '../ground/actors.ts'
import { presentAgent, SessionOver } from '../team/present-agent.ts'
import { Refused } from '../ground/refused.ts'
import type { RealtimeDeps } from './deps.ts'
import type { LargeAnswers } from './large-answers.ts'
import type { lookingAt } from './looking-at.ts'
import type { AgentNamespace, AgentSocket } from './sockets.ts'

/** What answering an agent's requests works with. */
export interface AgentConnection {
  socket: AgentSocket
  agents: AgentNamespace
  large: LargeAnswers
  /** Notes whether the agent looks at a conversation. */
  look: ReturnType<typeof lookingAt>
}

/** One request of an agent's: who asks, as the database has them now, and what the work is done with. */
export interface Asking {
  actor: AgentActor
  deps: RealtimeDeps
  connection: AgentConnection
}

type Work<Body, Result> = (asking: Asking, body: Body) => Promise<Result>

/**
 * How one request is answered.
 * `reads` writes nothing of the team's: whether the session holds is asked before the work begins.
 * `writes` writes by the log that it is given: whether the session holds is asked in the transaction that writes, so that
 * what waited while its agent was taken out is not written. `actor` is brought up to date there, before the work goes on.
 */
export type AgentHandler<Body, Result> =
  { reads: Work<Body, Result> } | { writes: Work<Body, Result> }

/** A handler for each of these requests, by its body and its answer in the contract. */
export type AgentHandlers<E extends AgentRequest = AgentRequest> = {
  [Event in E]: AgentHandler<ParsedAgentBody<Event>, AgentAnswer<Event>>
}

/**
 * The one way in which a connection's requests become an agent's. The connection remembers only whose session it is:
 * whether that holds, and in which role, the database is asked at each request. `isOver` is called with each answer
 * that the session is over, once that answer is under way.
 */
export function asAgent(
  connection: AgentConnection,
  deps: RealtimeDeps,
  isOver: (code: SessionOver['code']) => void,
) {
  const { id: sessionId, actor: known } = connection.socket.data.session
  const present = (db: RealtimeDeps['db']) =>
    presentAgent(db, sessionId, known.teamId, deps.clock())

  async function answer<Body, Result>(
    handler: AgentHandler<Body, Result>,
    body: Body,
  ): Promise<Result> {
    if ('reads' in handler) {
      return handler.reads({ actor: await present(deps.db), deps, connection }, body)
    }
    const actor = { ...known }
    const log: RealtimeDeps['log'] = {
      ...deps.log,
      write: (teamId, job) =>
        deps.log.write(teamId, async (write) => {
          Object.assign(actor, await present(write.trx))
          return job(write)
        }),
    }
    return handler.writes({ actor, deps: { ...deps, log }, connection }, body)
  }

  /** The handler's work for this connection. */
  return <Body, Result>(handler: AgentHandler<Body, Result>) =>
    (body: Body): Promise<Result> =>
      answer(handler, body).catch((error: unknown) => {
        if (!(error instanceof SessionOver)) throw error
        setImmediate(isOver, error.code)
        throw new Refused(error.code)
      })
}
