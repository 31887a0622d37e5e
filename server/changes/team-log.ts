import type { Kysely } from 'kysely'
import type { Clock, Ids } from '../clock.ts'
import type { Database } from '../database/schema.ts'
import { Refused } from '../refused.ts'
import { beginTimeline, type TeamPosition } from './begin-timeline.ts'
import type { TeamWrite } from './team-write.ts'
import { writeBatch, type Job } from './write-batch.ts'

/** A write that is durable. */
export interface Committed extends Pick<TeamWrite, 'teamId' | 'rev' | 'rows' | 'onlyFor' | 'news'> {
  timeline: string
}

export interface TeamLog {
  /**
   * Runs `work` at a revision of its own, and tells the listeners once it is durable and before the caller
   * hears of it. What `work` throws takes back what it wrote. Throws `not-found` when there is no such team.
   */
  write<T>(teamId: string, work: (write: TeamWrite) => Promise<T>): Promise<T>
  /** Where the team is; begins its timeline if this process has not yet. */
  position(teamId: string): Promise<TeamPosition>
  /** The same without waiting, once `position` has been asked; throws before. */
  knownPosition(teamId: string): TeamPosition
  /** Called in the order of revisions of each team. A listener does not throw and does not wait. */
  onCommitted(listener: (committed: Committed) => void): void
  /**
   * Called when a team turns out to be further than what was told: a commit failed here, and had been heard by
   * the database all the same. Whoever is connected has to look for themselves.
   */
  onUntold(listener: (teamId: string) => void): void
  /** Looks again at the teams whose last commit failed. Throws while the database is out of reach. */
  settleDoubts(): Promise<void>
  /** Resolves when nothing is being written any more. */
  settled(): Promise<void>
}

/** Writes that share one transaction at most: enough to hide the disk, few enough to answer soon. */
const BATCH_MAX = 64

/**
 * The one door through which a team's data is written (architecture, invariants 2 and 3). The team's row is
 * taken first, so revisions become visible in order. Writes of a team queue here: they would wait for that
 * row anyway, in the queue they hold no database connection, and those that wait together are written
 * together.
 */
export function createTeamLog(deps: { db: Kysely<Database>; clock: Clock; ids: Ids }): TeamLog {
  const { db, ids } = deps
  const positions = new Map<string, TeamPosition>()
  const opening = new Map<string, Promise<TeamPosition>>()
  const queues = new Map<string, { jobs: Job[]; drained: Promise<void> }>()
  const listeners: ((committed: Committed) => void)[] = []
  const untold: ((teamId: string) => void)[] = []
  const inDoubt = new Set<string>()

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

  function enqueue(teamId: string, job: Job): void {
    const queue = queues.get(teamId)
    if (queue) {
      queue.jobs.push(job)
      return
    }
    const jobs = [job]
    queues.set(teamId, { jobs, drained: drain(teamId, jobs) })
  }

  async function drain(teamId: string, jobs: Job[]): Promise<void> {
    // Requests that arrived in the same moment are all queued before the first batch is taken.
    await Promise.resolve()
    while (jobs.length > 0) await commit(teamId, jobs.splice(0, BATCH_MAX))
    queues.delete(teamId)
  }

  async function commit(teamId: string, jobs: Job[]): Promise<void> {
    try {
      const { timeline } = positions.get(teamId) ?? (await position(teamId))
      const { written, idle, refused } = await writeBatch(deps, teamId, jobs)
      for (const { job, write } of written) {
        const { rev, rows, onlyFor, news } = write
        positions.set(teamId, { timeline, rev })
        for (const listener of listeners) listener({ teamId, timeline, rev, rows, onlyFor, news })
        job.done()
      }
      for (const job of idle) job.done()
      for (const { job, error } of refused) job.failed(error)
    } catch (error) {
      for (const job of jobs) job.failed(error)
      if (error instanceof Refused) return
      inDoubt.add(teamId)
      // Not waited for, and tried again later if it fails: the database may be away for long.
      settleDoubt(teamId).catch(() => undefined)
    }
  }

  async function settleDoubt(teamId: string): Promise<void> {
    const team = await db
      .selectFrom('teams')
      .select('rev')
      .where('id', '=', teamId)
      .executeTakeFirst()
    inDoubt.delete(teamId)
    const known = positions.get(teamId)
    if (!team || !known || team.rev <= known.rev) return
    positions.set(teamId, { timeline: known.timeline, rev: team.rev })
    for (const listener of untold) listener(teamId)
  }

  return {
    position,
    knownPosition: (teamId) => {
      const known = positions.get(teamId)
      if (!known) throw new Error('The team has not been asked for yet.')
      return known
    },
    onCommitted: (listener) => listeners.push(listener),
    onUntold: (listener) => untold.push(listener),
    settleDoubts: async () => {
      for (const teamId of inDoubt) await settleDoubt(teamId)
    },
    settled: async () => {
      await Promise.allSettled([...queues.values()].map(({ drained }) => drained))
    },
    write: (teamId, work) =>
      new Promise((resolve, reject) => {
        let answer = () => reject(new Error('The write was never run.'))
        enqueue(teamId, {
          run: async (write) => {
            const result = await work(write)
            answer = () => resolve(result)
          },
          done: () => answer(),
          failed: reject,
        })
      }),
  }
}
