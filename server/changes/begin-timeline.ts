import type { Kysely, Transaction } from 'kysely'
import { IDS_MAX } from '../database/ids-max.ts'
import { chunksOf } from '../ground/chunks.ts'
import type { Ids } from '../ground/clock.ts'
import type { Database } from '../database/schema.ts'
import { Refused } from '../ground/refused.ts'

/** The newest revision of a team, on its timeline. */
export interface TeamPosition {
  timeline: string
  rev: number
}

/**
 * Begins a new timeline for every team at its present revision. Call it only while no other process uses the
 * database. The database may be a restored backup, and cursors from after that backup must differ from new ones.
 */
export async function beginTimelines(db: Kysely<Database>, ids: Ids): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const teams = await trx.selectFrom('teams').select('id').orderBy('id').execute()
    for (const { id } of teams) await begin(trx, await takeTeam(trx, id), ids.next())
  })
}

/**
 * Begins a new timeline of a team whose data went back under a running process. `from` is the last revision that both
 * timelines can share; it defaults to the present one. Throws `not-found` when there is no such team.
 */
export function beginTimeline(
  db: Kysely<Database>,
  teamId: string,
  id: string,
  from = Infinity,
): Promise<TeamPosition> {
  return db.transaction().execute(async (trx) => {
    const team = await takeTeam(trx, teamId)
    const { timeline } = await begin(trx, { id: teamId, rev: Math.min(team.rev, from) }, id)
    return { timeline, rev: team.rev }
  })
}

/**
 * Reads a team's position on its newest timeline, which all processes on the database share. Begins the first
 * timeline of a new team. Throws `not-found` when there is no such team.
 */
export async function readPosition(
  db: Kysely<Database>,
  teamId: string,
  ids: Ids,
): Promise<TeamPosition> {
  const [position] = await readPositions(db, [teamId])
  if (position) return { timeline: position.timeline, rev: position.rev }
  return db.transaction().execute(async (trx) => {
    const team = await takeTeam(trx, teamId)
    const [begun] = await readPositions(trx, [teamId])
    return begun ?? begin(trx, team, ids.next())
  })
}

/** Reads the positions of teams. Teams that have no timeline yet are left out. */
export async function readPositions(
  db: Kysely<Database>,
  teamIds: readonly string[],
): Promise<(TeamPosition & { teamId: string })[]> {
  const found: (TeamPosition & { teamId: string })[] = []
  for (const ids of chunksOf(teamIds, IDS_MAX)) found.push(...(await positionsOf(db, ids)))
  return found
}

function positionsOf(db: Kysely<Database>, teamIds: readonly string[]) {
  return db
    .selectFrom('teams')
    .innerJoin('timelines', 'timelines.teamId', 'teams.id')
    .select(['teams.id as teamId', 'teams.rev as rev', 'timelines.id as timeline'])
    .where('teams.id', 'in', teamIds)
    .where('timelines.position', '=', (eb) =>
      eb
        .selectFrom('timelines as newest')
        .select((newest) => newest.fn.max('newest.position').as('position'))
        .whereRef('newest.teamId', '=', 'teams.id'),
    )
    .execute()
}

/** Locks the team's row, so that no revision appears between reading it and the start of a timeline. */
async function takeTeam(trx: Transaction<Database>, teamId: string) {
  const team = await trx
    .updateTable('teams')
    .set((eb) => ({ rev: eb.ref('rev') }))
    .where('id', '=', teamId)
    .returning(['id', 'rev'])
    .executeTakeFirst()
  if (!team) throw new Refused('not-found')
  return team
}

async function begin(
  trx: Transaction<Database>,
  team: { id: string; rev: number },
  id: string,
): Promise<TeamPosition> {
  const last = await trx
    .selectFrom('timelines')
    .select((eb) => eb.fn.max('position').as('position'))
    .where('teamId', '=', team.id)
    .executeTakeFirst()
  await trx
    .insertInto('timelines')
    .values({ teamId: team.id, id, position: (last?.position ?? 0) + 1, startRev: team.rev })
    .execute()
  return { timeline: id, rev: team.rev }
}
