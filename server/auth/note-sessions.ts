import type { AuditStage } from '@baton/protocol/audit.ts'
import type { Kysely } from 'kysely'
import type { Act } from '../changes/act.ts'
import type { Acting } from '../changes/acting.ts'
import { noteAct, whileNoted, type Noting } from '../changes/note-act.ts'
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
  /** The password was right, and the session is about to be stored. Throws what keeps it from being noted. */
  beginning(session: NotedSession): Promise<void>
  /** The session is stored: it holds although it could not be noted. */
  began(session: NotedSession): Promise<void>
  /** A sign-in failed, for an email that somebody has. Who tried does not wait for it: its duration would tell them that. */
  refused(email: string, address: string | null): Promise<void>
  /** Runs what ends a session, although it could not be noted. `isDone` tells whether a result is an ended session. */
  whileEnding<T>(
    session: NotedSession,
    work: () => Promise<T>,
    isDone: (result: T) => boolean,
  ): Promise<T>
}

/** Notes sessions of agents as acts of their teams. What somebody in no team does concerns no team. */
export function sessionNotes(deps: Noting & { db: Kysely<Database> }): SessionNotes {
  const { db, log, onUnnoted } = deps
  async function teamOf(userId: string): Promise<string | null> {
    const agent = await db
      .selectFrom('agents')
      .select('teamId')
      .where('id', '=', userId)
      .executeTakeFirst()
    return agent?.teamId ?? null
  }
  async function note(session: NotedSession, stage: AuditStage): Promise<void> {
    const teamId = await teamOf(session.userId)
    if (teamId === null) return
    const act = { ...actOn('session:began', session), stage }
    await noteAct(log, teamId, act, whoIn(session))
  }
  return {
    beginning: (session) => note(session, 'asked'),
    began: (session) => note(session, 'done').catch(onUnnoted),
    refused: async (email, address) => {
      const agent = await db
        .selectFrom('agents')
        .select('id')
        .where('email', '=', email.trim().toLowerCase())
        .executeTakeFirst()
      if (agent) await note({ userId: agent.id, sessionId: null, address }, 'failed')
    },
    whileEnding: async (session, work, isDone) => {
      const teamId = await teamOf(session.userId).catch((error: unknown) => {
        onUnnoted(error)
        return null
      })
      if (teamId === null) return work()
      const act = actOn('session:ended', session)
      return whileNoted(deps, teamId, act, work, {
        by: whoIn(session),
        evenUnnoted: true,
        actOf: (result) => ({ ...act, stage: isDone(result) ? 'done' : 'failed' }),
      })
    },
  }
}

function actOn(what: 'session:began' | 'session:ended', { userId }: NotedSession): Act {
  return { what, subject: { kind: 'agent', id: userId } }
}

function whoIn({ userId, sessionId, address }: NotedSession): Acting {
  return { kind: 'agent', id: userId, sessionId, address }
}
