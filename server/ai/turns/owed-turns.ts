import type { Kysely } from 'kysely'
import type { Clock } from '../../clock.ts'
import type { ConversationRow, Database } from '../../database/schema.ts'

/** Turns found at once: what one process works on anyway. */
const FIND_MAX = 50

/** The owed answers as a table: found, taken with a lease, kept, and put off when they fail. */
export interface OwedTurns {
  /** Conversations whose answer is due and taken by nobody alive. */
  due(): Promise<string[]>
  /** Takes one; null when there is nothing to take any more. */
  take(conversationId: string): Promise<ConversationRow | null>
  /** Says that the taker is alive. False when the turn is no longer its own. */
  renew(conversationId: string): Promise<boolean>
  /** Gives a turn up, to be tried again after a wait. */
  putOff(conversationId: string, waitMs: number): Promise<void>
  /** Gives a turn back as it was taken. */
  release(conversationId: string): Promise<void>
}

/** `holder` names this process among those that may share a database. */
export function createOwedTurns(deps: {
  db: Kysely<Database>
  clock: Clock
  holder: string
  leaseMs: number
}): OwedTurns {
  const { db, clock, holder, leaseMs } = deps
  const mine = (conversationId: string) =>
    db
      .updateTable('conversations')
      .where('id', '=', conversationId)
      .where('leaseHolder', '=', holder)
  return {
    due: async () => {
      const now = clock()
      const rows = await db
        .selectFrom('conversations')
        .select('id')
        .where('owedSeq', 'is not', null)
        .where('owedAt', '<=', now)
        .where('state', '=', 'ai')
        .where('leaseUntil', '<', now)
        .orderBy('owedAt')
        .limit(FIND_MAX)
        .execute()
      return rows.map(({ id }) => id)
    },
    take: async (conversationId) => {
      const now = clock()
      const row = await db
        .updateTable('conversations')
        .set({ leaseHolder: holder, leaseUntil: now + leaseMs })
        .where('id', '=', conversationId)
        .where('state', '=', 'ai')
        .where('owedSeq', 'is not', null)
        .where('owedAt', '<=', now)
        .where('leaseUntil', '<', now)
        .returningAll()
        .executeTakeFirst()
      return row ?? null
    },
    renew: async (conversationId) => {
      const renewed = await mine(conversationId)
        .set({ leaseUntil: clock() + leaseMs })
        .executeTakeFirst()
      return renewed.numUpdatedRows === 1n
    },
    putOff: async (conversationId, waitMs) => {
      await mine(conversationId)
        .set((eb) => ({
          leaseHolder: null,
          leaseUntil: 0,
          owedAt: clock() + waitMs,
          owedAttempts: eb('owedAttempts', '+', 1),
        }))
        .execute()
    },
    release: async (conversationId) => {
      await mine(conversationId).set({ leaseHolder: null, leaseUntil: 0 }).execute()
    },
  }
}

/**
 * Frees the turns of a process that is gone. Only for an engine that one process owns: there, whoever held
 * a lease before this start is dead.
 */
export async function freeAllTurns(db: Kysely<Database>): Promise<void> {
  await db
    .updateTable('conversations')
    .set({ leaseHolder: null, leaseUntil: 0 })
    .where('leaseHolder', 'is not', null)
    .execute()
}
