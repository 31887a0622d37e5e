import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import { Refused } from '../refused.ts'

/** How far a team's data is. */
export interface TeamPosition {
  timeline: string
  rev: number
}

/** Begins a new timeline of the team at its present revision. Throws `not-found` when there is no such team. */
export async function beginTimeline(
  db: Kysely<Database>,
  teamId: string,
  id: string,
): Promise<TeamPosition> {
  return db.transaction().execute(async (trx) => {
    // Takes the team's row, so that no revision appears between reading it and the timeline's start.
    const team = await trx
      .updateTable('teams')
      .set((eb) => ({ rev: eb.ref('rev') }))
      .where('id', '=', teamId)
      .returning('rev')
      .executeTakeFirst()
    if (!team) throw new Refused('not-found')
    const last = await trx
      .selectFrom('timelines')
      .select((eb) => eb.fn.max('position').as('position'))
      .where('teamId', '=', teamId)
      .executeTakeFirst()
    await trx
      .insertInto('timelines')
      .values({ teamId, id, position: (last?.position ?? 0) + 1, startRev: team.rev })
      .execute()
    return { timeline: id, rev: team.rev }
  })
}
