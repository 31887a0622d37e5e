import type { AgentAnswer } from '@baton/protocol/agent-answers.ts'
import type { AgentRequest, ParsedAgentBody } from '@baton/protocol/agent-requests.ts'
import type { TeamLog } from '../changes/team-log.ts'
import type { AgentActor } from '../ground/actors.ts'

/** An answer that may be as large as a frame, with its size. */
export interface Sized<T> {
  answer: T
  bytes: number
}

/** One connection's large answers. They are sent one after the other, each once the connection has drained. */
export interface LargeAnswers {
  /** A page of a pull. A second pull at the same time is refused as `rate-limited`. */
  pull<T>(work: () => Promise<Sized<T>>): Promise<T>
  /** Any other page. It waits for its turn. */
  page<T>(work: () => Promise<Sized<T>>): Promise<T>
}

/** The connection that a request came on. */
export interface AgentConnection {
  id: string
  large: LargeAnswers
  /** Stores whether this machine is idle. */
  setIdle(idle: boolean): Promise<void>
  /** Stores whether the agent is viewing a conversation. If so, sends them the AI's unfinished reply in it. */
  look(conversationId: string, viewing: boolean): void
}

/** One request of an agent. */
export interface AgentAsking {
  /** The asking agent, as now stored in the database. */
  actor: AgentActor
  /** The log that writes in the agent's name. */
  log: TeamLog
  connection: AgentConnection
}

type Work<Body, Result> = (asking: AgentAsking, body: Body) => Promise<Result>

/**
 * Handles one request. `reads` writes none of the team's data, and the session is checked before the work. `writes`
 * must write by the given log: it checks the session in the writing transaction, so a request that waited while its
 * agent was removed is not written. The log also updates `actor` there before the work goes on.
 */
export type AgentHandler<Body, Result> =
  { reads: Work<Body, Result> } | { writes: Work<Body, Result> }

/** A handler for each of these requests, typed by the contract's body and answer. */
export type AgentHandlers<E extends AgentRequest = AgentRequest> = {
  [Event in E]: AgentHandler<ParsedAgentBody<Event>, AgentAnswer<Event>>
}
