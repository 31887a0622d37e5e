import type { Kysely } from 'kysely'
import type { Clock } from '../../ground/clock.ts'
import type { Budget, TurnBudgets } from '../../edge/turn-budgets.ts'
import { deleteInSlices } from '../../database/delete-in-slices.ts'
import type { ConversationRow, Database } from '../../database/schema.ts'

/** An answer that is about to be made; `letters` of the conversation are read for it. */
export interface Asked {
  row: ConversationRow
  letters: number
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/**
 * Counts answers about to be made, and answers the ids of conversations that are over a budget. What is refused counts
 * nowhere. The counts are in the database: a restart begins no new day.
 */
export function createTurnCounter(deps: {
  db: Kysely<Database>
  clock: Clock
  budgets: TurnBudgets
}): (asked: readonly Asked[]) => Promise<Set<string>> {
  const { db, clock, budgets } = deps
  return (asked) =>
    db.transaction().execute(async (trx) => {
      const minute = Math.floor(clock() / MINUTE_MS)
      const day = Math.floor(clock() / DAY_MS)
      const refused = new Set<string>()
      for (const { row, letters } of asked) {
        const { teamId } = row
        const askers = askersOf(row, budgets)
        const uses = await trx
          .selectFrom('turnUses')
          .selectAll()
          .where('teamId', '=', teamId)
          .where('asker', 'in', [...askers.keys()])
          .execute()
        const next = [...askers].map(([asker, budget]) => {
          const use = uses.find((one) => one.asker === asker)
          const today = use?.day === day ? use : { dayTurns: 0, dayLetters: 0 }
          const minuteTurns = 1 + (use?.minute === minute ? use.minuteTurns : 0)
          const dayTurns = 1 + today.dayTurns
          const dayLetters = letters + today.dayLetters
          const fits =
            minuteTurns <= budget.turnsPerMinute &&
            dayTurns <= budget.turnsPerDay &&
            dayLetters <= budget.lettersPerDay
          return { fits, use: { teamId, asker, minute, minuteTurns, day, dayTurns, dayLetters } }
        })
        if (next.some(({ fits }) => !fits)) {
          refused.add(row.id)
          continue
        }
        for (const { use } of next) {
          await trx
            .insertInto('turnUses')
            .values(use)
            .onConflict((conflict) => conflict.columns(['teamId', 'asker']).doUpdateSet(use))
            .execute()
        }
      }
      return refused
    })
}

/** Forgets who asked for nothing today: networks are kept no longer than they are counted. */
export async function forgetOldUses(db: Kysely<Database>, clock: Clock): Promise<void> {
  const day = Math.floor(clock() / DAY_MS)
  await deleteInSlices((atMost) =>
    db
      .deleteFrom('turnUses')
      .where((eb) =>
        eb(
          eb.refTuple('teamId', 'asker'),
          'in',
          eb
            .selectFrom('turnUses')
            .select(['teamId', 'asker'])
            .where('day', '<', day)
            .limit(atMost)
            .$asTuple('teamId', 'asker'),
        ),
      ),
  )
}

function askersOf(row: ConversationRow, budgets: TurnBudgets): Map<string, Budget> {
  const askers = new Map([
    ['team', budgets.team],
    [`customer:${row.personId}`, budgets.customer],
  ])
  if (row.owedFrom !== null) askers.set(`network:${row.owedFrom}`, budgets.network)
  return askers
}
