import { sql, type Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import type { Clock } from '../ground/clock.ts'

interface Deps {
  db: Kysely<Database>
  clock: Clock
}

/** Tokens that are put aside for an answer. */
export interface Reserved {
  /** Counts what was used instead. */
  settle(used: number): Promise<void>
}

/** What a team's model has used in a month. */
export interface Used {
  tokens: number
  answers: number
}

/**
 * Puts tokens of this month aside; null when fewer are left. Counts are in the database, so that a restart begins no new
 * month, and several servers share them. An answer whose server ends in the middle counts as it was put aside. `max` is
 * null where the month has no limit. `answers` is 0 for what is no answer.
 */
export async function reserveTokens(
  { db, clock }: Deps,
  teamId: string,
  tokens: number,
  max: number | null,
  answers: 0 | 1 = 1,
): Promise<Reserved | null> {
  const month = monthOf(clock())
  await db
    .insertInto('modelUses')
    .values({ teamId, month, tokens: 0, answers: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const add = (more: number, moreAnswers: number) =>
    db
      .updateTable('modelUses')
      .set({ tokens: sql`"tokens" + ${more}`, answers: sql`"answers" + ${moreAnswers}` })
      .where('teamId', '=', teamId)
      .where('month', '=', month)
  const { numUpdatedRows } = await add(tokens, answers)
    .$if(max !== null, (query) => query.where(sql`"tokens" + ${tokens}`, '<=', max))
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) return null
  return {
    settle: async (used) => {
      if (used !== tokens) await add(used - tokens, 0).execute()
    },
  }
}

/** Counted since the first of the month. */
export async function usedThisMonth({ db, clock }: Deps, teamId: string): Promise<Used> {
  const used = await db
    .selectFrom('modelUses')
    .select(['tokens', 'answers'])
    .where('teamId', '=', teamId)
    .where('month', '=', monthOf(clock()))
    .executeTakeFirst()
  return { tokens: used?.tokens ?? 0, answers: used?.answers ?? 0 }
}

/** The month of an instant, UTC: "2026-11". */
function monthOf(now: number): string {
  return new Date(now).toISOString().slice(0, 7)
}
