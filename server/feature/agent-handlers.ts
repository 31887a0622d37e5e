import type { AgentAnswer } from '@baton/protocol/agent-answers.ts'
import type { AgentRequest, ParsedAgentBody } from '@baton/protocol/agent-requests.ts'
import type { TeamLog } from '../changes/team-log.ts'
import type { AgentActor } from '../ground/actors.ts'

/** An answer that may be as large as a frame, and how large it is. */
export interface Sized<T> {
  answer: T
  bytes: number
}

/** One connection's large answers: one after the other, each once the line has taken what was sent before. */
export interface LargeAnswers {
  /** A page of a pull. While one is being made another is refused as `rate-limited`. */
  pull<T>(work: () => Promise<Sized<T>>): Promise<T>
  /** Any other page: waits for its turn. */
  page<T>(work: () => Promise<Sized<T>>): Promise<T>
}

/** The connection that a request came by. */
export interface AgentConnection {
  id: string
  large: LargeAnswers
  /** Notes whether nobody is at this machine. */
  setIdle(idle: boolean): Promise<void>
  /** Notes whether the agent looks at a conversation, and shows them the answer that is being made in it. */
  look(conversationId: string, viewing: boolean): void
}

/** One request of an agent's. */
export interface AgentAsking {
  /** Who asks, as the database has them now. */
  actor: AgentActor
  /** What writes for them. */
  log: TeamLog
  connection: AgentConnection
}

type Work<Body, Result> = (asking: AgentAsking, body: Body) => Promise<Result>

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
