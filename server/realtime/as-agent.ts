import type { AgentActor } from '../ground/actors.ts'
import { presentAgent, SessionOver } from '../team/present-agent.ts'
import { Refused } from '../ground/refused.ts'
import type { RealtimeDeps } from './deps.ts'
import type { AgentSocket } from './sockets.ts'

/** One request of an agent's: who asks, as the database has them now, and what the work is done with. */
export interface Asking {
  actor: AgentActor
  deps: RealtimeDeps
}

type Work<Body, Result> = (asking: Asking, body: Body) => Promise<Result>

/**
 * The one way in which a connection's requests become an agent's. The connection remembers only whose session it is:
 * whether that holds, and in which role, the database is asked at each request. `isOver` is called with each answer
 * that the session is over, once that answer is under way.
 */
export function asAgent(
  socket: AgentSocket,
  deps: RealtimeDeps,
  isOver: (code: SessionOver['code']) => void,
) {
  const { id: sessionId, actor: known } = socket.data.session
  const present = (db: RealtimeDeps['db']) =>
    presentAgent(db, sessionId, known.teamId, deps.clock())

  const refusing =
    <Body, Result>(work: (body: Body) => Promise<Result>) =>
    (body: Body): Promise<Result> =>
      work(body).catch((error: unknown) => {
        if (!(error instanceof SessionOver)) throw error
        setImmediate(isOver, error.code)
        throw new Refused(error.code)
      })

  return {
    /** For what only reads: asked before it begins. */
    reads: <Body, Result>(work: Work<Body, Result>) =>
      refusing(async (body: Body) => work({ actor: await present(deps.db), deps }, body)),
    /**
     * For what writes the team's data: asked in the transaction that writes, so that what waited while its agent was
     * taken out is not written. There `actor` is brought up to date, before the work goes on.
     */
    writes: <Body, Result>(work: Work<Body, Result>) =>
      refusing((body: Body) => {
        const actor = { ...known }
        const log: RealtimeDeps['log'] = {
          ...deps.log,
          write: (teamId, job) =>
            deps.log.write(teamId, async (write) => {
              Object.assign(actor, await present(write.trx))
              return job(write)
            }),
        }
        return work({ actor, deps: { ...deps, log } }, body)
      }),
  }
}
