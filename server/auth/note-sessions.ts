import type { AuditStage } from '@baton/protocol/audit.ts'
import type { Kysely } from 'kysely'
import { noteAct } from '../changes/note-act.ts'
import type { TeamLog } from '../changes/team-log.ts'
import type { Database } from '../database/schema.ts'

/** A session that the sign-in library writes. */
export interface NotedSession {
  userId: string
  /** Null while there is none. */
  sessionId: string | null
  address: string | null
}

/** Tells of sessions that begin and end. */
export interface SessionNotes {
  /** The password was right, and the session is about to be stored. */
  beginning(session: NotedSession): Promise<void>
  began(session: NotedSession): Promise<void>
  /** A wrong password for an email that somebody has. Not waited for by whoever tried: it would tell them that. */
  refused(email: string, address: string | null): Promise<void>
  /** Does what ends a session. */
  whileEnding<T>(session: NotedSession, work: () => Promise<T>): Promise<T>
}

/** Notes sessions of agents as acts of their teams. What somebody in no team does concerns no team. */
export function sessionNotes({ db, log }: { db: Kysely<Database>; log: TeamLog }): SessionNotes {
  async function note(
    what: 'session:began' | 'session:ended',
    { userId, sessionId, address }: NotedSession,
    stage: AuditStage = 'done',
  ): Promise<void> {
    const agent = await db
      .selectFrom('agents')
      .select('teamId')
      .where('id', '=', userId)
      .executeTakeFirst()
    if (!agent) return
    const by = { kind: 'agent', id: userId, sessionId, address } as const
    await noteAct(log, agent.teamId, { what, subject: { kind: 'agent', id: userId }, stage }, by)
  }
  return {
    beginning: (session) => note('session:began', session, 'asked'),
    began: (session) => note('session:began', session),
    refused: async (email, address) => {
      const agent = await db
        .selectFrom('agents')
        .select('id')
        .where('email', '=', email.trim().toLowerCase())
        .executeTakeFirst()
      if (agent)
        await note('session:began', { userId: agent.id, sessionId: null, address }, 'failed')
    },
    whileEnding: async (session, work) => {
      await note('session:ended', session, 'asked')
      const result = await work()
      await note('session:ended', session)
      return result
    },
  }
}
