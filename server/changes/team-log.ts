import { setImmediate } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { Clock, Ids } from '../ground/clock.ts'
import type { Database } from '../database/schema.ts'
import { Refused } from '../ground/refused.ts'
import type { Acting } from './acting.ts'
import { beginTimeline, readPosition, readPositions, type TeamPosition } from './begin-timeline.ts'
import type { TeamWrite } from './team-write.ts'
import { writeBatch, type Job } from './write-batch.ts'

/** A durable write. */
export interface Committed extends Pick<
  TeamWrite,
  'teamId' | 'rev' | 'rows' | 'onlyFor' | 'news' | 'mirrored'
> {
  timeline: string
}

export interface TeamLog {
  /**
   * Runs `work` at a revision of its own. Listeners are called once the write is durable, and before the caller gets
   * the result. An error in `work` rolls its writes back. Throws `not-found` when there is no such team. `by`
   * defaults to the server itself.
   */
  write<T>(teamId: string, work: (write: TeamWrite) => Promise<T>, by?: Acting): Promise<T>
  /** The team's position, shared by all processes on the database. */
  position(teamId: string): Promise<TeamPosition>
  /** The cached position, without waiting. Throws unless `position` was called for the team before. */
  knownPosition(teamId: string): TeamPosition
  /**
   * Adds a listener for each write with `acts` or `mirrored` conversations. It runs in the write's transaction, after
   * the work. An error in it rolls the write back.
   */
  whileWriting(listener: (write: TeamWrite) => Promise<void>): void
  /** Adds a listener for durable writes, called in the order of each team's revisions. It must not throw or wait. */
  onCommitted(listener: (committed: Committed) => void): void
  /**
   * Adds a listener for changes that this log did not report: a write by another process, a commit that failed here
   * and reached the database all the same, or a restored backup. Clients have to pull. Revisions up to `after` were
   * reported as usual.
   */
  onUntold(listener: (teamId: string, after: number) => void): void
  /**
   * Checks the teams whose last commit failed; with `all`, every known team. Throws while the database is out of
   * reach.
   */
  lookForUntold(which?: 'all'): Promise<void>
  /** Resolves when no write is running or queued. */
  settled(): Promise<void>
}

/**
 * Yields to the event loop before a batch is taken, so that requests waiting on other connections join it.
 * node:sqlite is synchronous: without the yield each request would be read, written and flushed alone.
 */
const othersHaveCome = () => setImmediate()

const BY_ITSELF: Acting = { kind: 'server' }

/** Most writes in one transaction: enough to share the disk's flush, few enough to answer soon. */
const BATCH_MAX = 64

/**
 * The only way to write a team's data (architecture, invariants 2 and 3). Each write locks the team's row first, so
 * revisions become visible in order. A team's writes queue here instead of waiting for that lock with a database
 * connection. Writes that wait together share a transaction.
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
        const { rev, rows, onlyFor, news, mirrored } = write
        positions.set(teamId, { timeline, rev })
        for (const listener of listeners) {
          listener({ teamId, timeline, rev, rows, onlyFor, news, mirrored })
        }
        job.done()
      }
      for (const job of idle) job.done()
      for (const { job, error } of refused) job.failed(error)
    } catch (error) {
      for (const job of jobs) job.failed(error)
      if (error instanceof Refused) return
      inDoubt.add(teamId)
      // Not awaited. It is tried again later if it fails, since the database may be away for long.
      lookAt([teamId]).catch(() => undefined)
    }
  }

  /** The timeline of a write at `rev`. It stays the same unless another process wrote or a backup was restored. */
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
    for (const { teamId, timeline, rev } of await readPositions(db, teamIds)) {
      const known = before.get(teamId)
      // A position that changed meanwhile is newer than the one just read.
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

  /** Whether a write is running. That write itself finds out whether another process wrote in between. */
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
