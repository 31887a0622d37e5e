import type { ErrorCode } from '@baton/protocol/errors.ts'
import type { Kysely } from 'kysely'
import { IDS_MAX } from '../database/ids-max.ts'
import { prepared } from '../database/prepared.ts'
import type { Database } from '../database/schema.ts'
import type { AgentActor } from '../ground/actors.ts'
import { chunksOf } from '../ground/chunks.ts'

/** The session has ended, or its agent has left the team: the request comes from nobody. */
export class SessionOver extends Error {
  readonly code: ErrorCode

  constructor(code: 'signed-out' | 'forbidden') {
    super(code)
    this.code = code
  }
}

/** A session's agent as the database has them at this moment. */
export interface PresentSession {
  id: string
  /** Milliseconds since 1970. */
  expiresAt: number
  agent: AgentActor | null
}

const bySession = prepared<{ sessionId: string }>()((db, place) =>
  sessions(db).where('session.id', '=', place('sessionId')),
)

/**
 * Who a session's agent is at this moment: asked in a transaction, nobody changes it before that one ends. Throws
 * `SessionOver`: `signed-out` without a session, `forbidden` when the agent is not in the team any more.
 */
export async function presentAgent(
  db: Kysely<Database>,
  sessionId: string,
  teamId: string,
  now: number,
): Promise<AgentActor> {
  const { rows } = await bySession(db, { sessionId })
  const over = whyOver(rows[0] && toPresent(rows[0]), teamId, now)
  const agent = rows[0] && toPresent(rows[0]).agent
  if (over !== null || !agent) throw new SessionOver(over ?? 'forbidden')
  return agent
}

/** The same for many sessions; those that are not there are left out. */
export async function presentSessions(
  db: Kysely<Database>,
  sessionIds: readonly string[],
): Promise<Map<string, PresentSession>> {
  const present = new Map<string, PresentSession>()
  for (const ids of chunksOf(sessionIds, IDS_MAX)) {
    const rows = await sessions(db).where('session.id', 'in', ids).execute()
    for (const row of rows) present.set(row.id, toPresent(row))
  }
  return present
}

/** Why a session opens nothing; null when it does. */
export function whyOver(
  session: PresentSession | undefined,
  teamId: string,
  now: number,
): 'signed-out' | 'forbidden' | null {
  if (!session || session.expiresAt <= now) return 'signed-out'
  return session.agent?.teamId === teamId ? null : 'forbidden'
}

function sessions(db: Kysely<Database>) {
  return db
    .selectFrom('session')
    .leftJoin('agents', (join) =>
      join.onRef('agents.id', '=', 'session.userId').on('agents.active', '=', 1),
    )
    .select(['session.id', 'session.expiresAt'])
    .select(['agents.id as agentId', 'agents.name', 'agents.role', 'agents.teamId'])
}

type SessionRow = Awaited<ReturnType<ReturnType<typeof sessions>['execute']>>[number]

function toPresent({ id, expiresAt, agentId, name, role, teamId }: SessionRow): PresentSession {
  const isThere = agentId !== null && name !== null && role !== null && teamId !== null
  return {
    id,
    expiresAt: new Date(expiresAt).getTime(),
    agent: isThere ? { id: agentId, name, role, teamId } : null,
  }
}
