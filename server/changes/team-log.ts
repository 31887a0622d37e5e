import { setImmediate } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { Clock, Ids } from '../ground/clock.ts'
import type { Database } from '../database/schema.ts'
import { Refused } from '../ground/refused.ts'
import type { Acting } from './acting.ts'
import { beginTimeline, readPosition, readPositions, type TeamPosition } from './begin-timeline.ts'
import type { TeamWrite } from './team-write.ts'
import { writeBatch, type Job } from './write-batch.ts'

/** A write that is durable. */
export interface Committed extends Pick<TeamWrite, 'teamId' | 'rev' | 'rows' | 'onlyFor' | 'news'> {
  timeline: string
}

export interface TeamLog {
  /**
   * Runs `work` at a revision of its own, and tells the listeners once it is durable and before the caller
   * hears of it. What `work` throws takes back what it wrote. Throws `not-found` when there is no such team. Unless
   * `by` says who acts, the server does by itself.
   */
  write<T>(teamId: string, work: (write: TeamWrite) => Promise<T>, by?: Acting): Promise<T>
  /** Where the team is, as all processes on the database count it. */
  position(teamId: string): Promise<TeamPosition>
  /** The same without waiting, once `position` has been asked; throws before. */
  knownPosition(teamId: string): TeamPosition
  /**
   * Called with each write in which something was done (`acts`), in its transaction and after its work. What a listener
   * throws takes the write back.
   */
  whileWriting(listener: (write: TeamWrite) => Promise<void>): void
  /** Called in the order of revisions of each team. A listener does not throw and does not wait. */
  onCommitted(listener: (committed: Committed) => void): void
  /**
   * Called when a team turns out to have moved without being told of: by another process on the database, by a commit
   * that failed here and had been heard by the database all the same, or back to a backup's state. Whoever is
   * connected has to look for themselves; what is told in the usual way went up to revision `after`.
   */
  onUntold(listener: (teamId: string, after: number) => void): void
  /**
   * Looks at the teams whose last commit failed, and with `all` at every team that was asked for. Throws while the
   * database is out of reach.
   */
  lookForUntold(which?: 'all'): Promise<void>
  /** Resolves when nothing is being written any more. */
  settled(): Promise<void>
}

/**
 * What has arrived on other connections is read, and queued, before a batch is taken. SQLite answers at once: without a
 * turn of the event loop each request would be read, written and waited for alone, however many have come.
 */
const othersHaveCome = () => setImmediate()

const BY_ITSELF: Acting = { kind: 'server' }

/** Writes that share one transaction at most: enough to hide the disk, few enough to answer soon. */
const BATCH_MAX = 64

/**
 * The one door through which a team's data is written (architecture, invariants 2 and 3). The team's row is
 * taken first, so revisions become visible in order. Writes of a team queue here: they would wait for that
 * row anyway, in the queue they hold no database connection, and those that wait together are written
 * together.
 */
export function createTeamLog(deps: { db: Kysely<Database>; clock: Clock; ids: Ids }): TeamLog {
  const { db, clock, ids } = deps
  const positions = new Map<string, TeamPosition>()
  const opening = new Map<string, Promise<TeamPosition>>()
  const queues = new Map<string, { jobs: Job[]; drained: Promise<void> }>()
  const listeners: ((committed: Committed) => void)[] = []
  const untold: ((teamId: string, after: number) => void)[] = []
  const whileWriting: ((write: TeamWrite) => Promise<void>)[] = []
  const inDoubt = new Set<string>()
  const batchDeps = { db, clock, whileWriting }

  async function begin(teamId: string): Promise<TeamPosition> {
    const position = await readPosition(db, teamId, ids)
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
    while (jobs.length > 0) {
      await othersHaveCome()
      await commit(teamId, jobs.splice(0, BATCH_MAX))
    }
    queues.delete(teamId)
  }

  async function commit(teamId: string, jobs: Job[]): Promise<void> {
    try {
      const known = positions.get(teamId) ?? (await position(teamId))
      const { written, idle, refused } = await writeBatch(batchDeps, teamId, jobs)
      const timeline = await timelineOf(teamId, known, written[0]?.write.rev)
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
      lookAt([teamId]).catch(() => undefined)
    }
  }

  /** The timeline of a write at `rev`, which follows what was known unless somebody else moved the team. */
  async function timelineOf(teamId: string, known: TeamPosition, rev = known.rev + 1) {
    if (rev === known.rev + 1) return known.timeline
    const before = rev - 1
    const { timeline } =
      rev > known.rev ? known : await beginTimeline(db, teamId, ids.next(), before)
    positions.set(teamId, { timeline, rev: before })
    tellUntold(teamId, Math.min(known.rev, before))
    return timeline
  }

  function tellUntold(teamId: string, after: number): void {
    for (const listener of untold) listener(teamId, after)
  }

  async function lookAt(teamIds: readonly string[]): Promise<void> {
    const before = new Map(positions)
    const found = teamIds.length > 0 ? await readPositions(db, teamIds) : []
    for (const { teamId, timeline, rev } of found) {
      const known = before.get(teamId)
      // Whatever was told meanwhile is newer than what was read.
      if (!known || positions.get(teamId) !== known || isWriting(teamId)) continue
      inDoubt.delete(teamId)
      if (rev === known.rev && timeline === known.timeline) continue
      // A backup was restored under the running server.
      const wentBack = rev < known.rev && timeline === known.timeline
      const now = wentBack ? await beginTimeline(db, teamId, ids.next()) : { timeline, rev }
      positions.set(teamId, now)
      tellUntold(teamId, Math.min(known.rev, rev))
    }
  }

  /** What is being written shows by itself whether something came in between. */
  function isWriting(teamId: string): boolean {
    return queues.has(teamId) && !inDoubt.has(teamId)
  }

  return {
    position,
    knownPosition: (teamId) => {
      const known = positions.get(teamId)
      if (!known) throw new Error('The team has not been asked for yet.')
      return known
    },
    whileWriting: (listener) => whileWriting.push(listener),
    onCommitted: (listener) => listeners.push(listener),
    onUntold: (listener) => untold.push(listener),
    lookForUntold: (which) => lookAt(which === 'all' ? [...positions.keys()] : [...inDoubt]),
    settled: async () => {
      await Promise.allSettled([...queues.values()].map(({ drained }) => drained))
    },
    write: (teamId, work, by = BY_ITSELF) =>
      new Promise((resolve, reject) => {
        let answer = () => reject(new Error('The write was never run.'))
        enqueue(teamId, {
          by,
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
