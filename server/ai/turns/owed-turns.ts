import { sql, type Expression, type ExpressionBuilder, type Kysely, type SqlBool } from 'kysely'
import type { Clock } from '../../ground/clock.ts'
import type { ConversationRow, Database } from '../../database/schema.ts'

/** Later than any answer is put off, in ms: one that is due later still was owed before the clock went back. */
const FAR_MS = 600_000

/** Owed answers that are looked at in one go: the first of each team are among them. */
const LOOKED_AT = 1_000

/** The owed answers as a table: taken with a lease, kept, and put off when they fail. */
export interface OwedTurns {
  /**
   * Takes what is due and taken by nobody alive, at most `limit`: of each team what it has owed longest, then of each
   * team the next, so that a team that owes thousands does not go first. `mayHave` says how many a team may have.
   */
  take(limit: number, mayHave: (teamId: string) => number): Promise<ConversationRow[]>
  /** Says that the taker of these turns is alive. Answers those that are still its own. */
  renew(conversationIds: readonly string[]): Promise<Set<string>>
  /** Gives a turn up, to be tried again after a wait. */
  putOff(turn: ConversationRow, waitMs: number): Promise<void>
  /** Gives everything back as it was taken. */
  releaseAll(): Promise<void>
}

/** Who has a turn: the process and the epoch. A lease taken under an epoch that has passed holds nobody up. */
export function leaseOf(holder: string, epoch: number): string {
  return `${holder}@${epoch}`
}

/** `holder` names this process among those that may share a database. */
export function createOwedTurns(deps: {
  db: Kysely<Database>
  clock: Clock
  holder: string
  leaseMs: number
}): OwedTurns {
  const { db, clock, holder, leaseMs } = deps
  const ofThisProcess = sql<SqlBool>`"leaseHolder" like ${`${holder}@%`}`

  /** Due, and taken by nobody who lives. Neither waits for a clock that has gone back. */
  function isFree(
    eb: ExpressionBuilder<Database, 'conversations'>,
    now: number,
  ): Expression<SqlBool> {
    return eb.and([
      eb('state', '=', 'ai'),
      eb('owedSeq', 'is not', null),
      // Handed back a moment ago: as long as that can be taken back, a human has it.
      eb('undoableUntil', 'is', null),
      eb.or([eb('owedAt', '<=', now), eb('owedAt', '>', now + FAR_MS)]),
      eb.or([
        eb('leaseHolder', 'is', null),
        eb('leaseUntil', '<', now),
        eb('leaseUntil', '>', now + FAR_MS),
        sql<SqlBool>`"leaseHolder" not like '%@' || "epoch"`,
      ]),
    ])
  }

  return {
    take: async (limit, mayHave) => {
      const now = clock()
      const due = await db
        .selectFrom((eb) =>
          eb
            .selectFrom('conversations')
            .select(['id', 'teamId', 'owedAt'])
            .select(
              sql<number>`row_number() over (partition by "teamId" order by "owedAt")`.as('place'),
            )
            .where((eb) => isFree(eb, now))
            .as('due'),
        )
        .select(['id', 'teamId', 'place'])
        .orderBy('place')
        .orderBy('owedAt')
        .limit(LOOKED_AT)
        .execute()
      const ids = due
        .filter(({ teamId, place }) => place <= mayHave(teamId))
        .slice(0, limit)
        .map(({ id }) => id)
      if (ids.length === 0) return []
      return db
        .updateTable('conversations')
        .set({
          leaseHolder: sql`${holder} || '@' || "epoch"`,
          leaseUntil: now + leaseMs,
        })
        .where('id', 'in', ids)
        .where((eb) => isFree(eb, now))
        .returningAll()
        .execute()
    },
    renew: async (ids) => {
      if (ids.length === 0) return new Set()
      const kept = await db
        .updateTable('conversations')
        .set({ leaseUntil: clock() + leaseMs })
        .where('id', 'in', ids)
        .where(ofThisProcess)
        .returning('id')
        .execute()
      return new Set(kept.map(({ id }) => id))
    },
    putOff: async ({ id, epoch }, waitMs) => {
      await db
        .updateTable('conversations')
        .set((eb) => ({
          leaseHolder: null,
          leaseUntil: 0,
          owedAt: clock() + waitMs,
          owedAttempts: eb('owedAttempts', '+', 1),
        }))
        .where('id', '=', id)
        .where('leaseHolder', '=', leaseOf(holder, epoch))
        .execute()
    },
    releaseAll: async () => {
      await db
        .updateTable('conversations')
        .set({ leaseHolder: null, leaseUntil: 0 })
        .where(ofThisProcess)
        .execute()
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
