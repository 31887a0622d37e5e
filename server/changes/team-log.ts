import type { Row } from '@baton/protocol/changes.ts'
import type { Kysely, Transaction } from 'kysely'
import type { Clock, Ids } from '../clock.ts'
import type { Database } from '../database/schema.ts'
import { Refused } from '../refused.ts'
import type { CustomerNews } from './customer-news.ts'

/** A writing transaction of one team: everything in it happens at one revision. */
export interface TeamWrite {
  trx: Transaction<Database>
  teamId: string
  rev: number
  now: number
  /** What the transaction wrote, for the agents; a transaction that writes no row is taken back. */
  rows: Row[]
  /** What of it customers may see. */
  news: CustomerNews[]
}

/** A transaction that is durable. */
export interface Committed extends Pick<TeamWrite, 'teamId' | 'rev' | 'rows' | 'news'> {
  timeline: string
}

/** How far a team's data is. */
export interface TeamPosition {
  timeline: string
  rev: number
}

export interface TeamLog {
  /**
   * Runs `work` in a transaction of its own revision, and tells the listeners once it is durable and before
   * the caller hears of it. Throws `Refused` `not-found` when there is no such team.
   */
  write<T>(teamId: string, work: (write: TeamWrite) => Promise<T>): Promise<T>
  /** Where the team is; begins its timeline if this process has not yet. */
  position(teamId: string): Promise<TeamPosition>
  /** The same without waiting, once `position` has been asked; throws before. */
  knownPosition(teamId: string): TeamPosition
  /** Called in the order of revisions of each team. A listener does not throw and does not wait. */
  onCommitted(listener: (committed: Committed) => void): void
  /** Resolves when nothing is being written any more. */
  settled(): Promise<void>
}

/** Takes back a transaction that turned out to have nothing to write. */
class NothingWritten extends Error {}

/**
 * The one door through which a team's data is written (architecture, invariants 2 and 3). The team's row is
 * taken first, so revisions become visible in order. Writes of a team also queue here: they would wait for
 * that row anyway, and in the queue they hold no database connection while they do.
 */
export function createTeamLog(deps: { db: Kysely<Database>; clock: Clock; ids: Ids }): TeamLog {
  const { db, clock, ids } = deps
  const positions = new Map<string, TeamPosition>()
  const opening = new Map<string, Promise<TeamPosition>>()
  const queues = new Map<string, Promise<unknown>>()
  const listeners: ((committed: Committed) => void)[] = []

  async function begin(teamId: string): Promise<TeamPosition> {
    const position = await beginTimeline(db, teamId, ids.next())
    positions.set(teamId, position)
    return position
  }

  function position(teamId: string): Promise<TeamPosition> {
    const known = positions.get(teamId)
    if (known) return Promise.resolve(known)
    let pending = opening.get(teamId)
    if (!pending) {
      pending = begin(teamId).finally(() => opening.delete(teamId))
      opening.set(teamId, pending)
    }
    return pending
  }

  async function commit<T>(teamId: string, work: (write: TeamWrite) => Promise<T>): Promise<T> {
    const { timeline } = positions.get(teamId) ?? (await position(teamId))
    const rows: Row[] = []
    const news: CustomerNews[] = []
    let rev = 0
    const answer = await db.transaction().execute(async (trx) => {
      const team = await trx
        .updateTable('teams')
        .set((eb) => ({ rev: eb('rev', '+', 1) }))
        .where('id', '=', teamId)
        .returning('rev')
        .executeTakeFirst()
      if (!team) throw new Refused('not-found')
      rev = team.rev
      const answer = await work({ trx, teamId, rev, now: clock(), rows, news })
      if (rows.length === 0) throw new NothingWritten()
      return answer
    })
    positions.set(teamId, { timeline, rev })
    for (const listener of listeners) listener({ teamId, timeline, rev, rows, news })
    return answer
  }

  return {
    position,
    knownPosition: (teamId) => {
      const known = positions.get(teamId)
      if (!known) throw new Error('The team has not been asked for yet.')
      return known
    },
    onCommitted: (listener) => listeners.push(listener),
    settled: async () => {
      await Promise.allSettled(queues.values())
    },
    write: (teamId, work) => {
      let answered: { answer: Awaited<ReturnType<typeof work>> } | undefined
      const remembering = async (write: TeamWrite) => {
        const answer = await work(write)
        answered = { answer }
        return answer
      }
      const run = async () => {
        try {
          return await commit(teamId, remembering)
        } catch (error) {
          if (error instanceof NothingWritten && answered) return answered.answer
          throw error
        }
      }
      const result = (queues.get(teamId) ?? Promise.resolve()).then(run, run)
      queues.set(teamId, result)
      const forget = () => {
        if (queues.get(teamId) === result) queues.delete(teamId)
      }
      result.then(forget, forget)
      return result
    },
  }
}

async function beginTimeline(
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
