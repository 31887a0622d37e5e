import { CompiledQuery, type Kysely, type Transaction } from 'kysely'
import type { Clock } from '../ground/clock.ts'
import { databaseTrouble } from '../database/database-trouble.ts'
import { prepared } from '../database/prepared.ts'
import type { Database, TeamRow } from '../database/schema.ts'
import { Refused } from '../ground/refused.ts'
import type { Acting } from './acting.ts'
import type { TeamWrite } from './team-write.ts'

/** One write that waits for its turn. Exactly one of `done` and `failed` is called, once. */
export interface Job {
  by: Acting
  run(write: TeamWrite): Promise<void>
  /** The result of `run` is durable. */
  done(): void
  failed(error: unknown): void
}

/** A job that has been written. */
export interface Written {
  job: Job
  write: TeamWrite
}

/** What `writeBatch` needs. */
export interface BatchDeps {
  db: Kysely<Database>
  clock: Clock
  /** Called with each write that has acts or mirrored conversations, in its transaction. */
  whileWriting: readonly ((write: TeamWrite) => Promise<void>)[]
}

export interface BatchResult {
  /** In the order of their revisions. */
  written: Written[]
  /** Jobs that wrote no row, and nothing that an integration is told: they take no revision. */
  idle: Job[]
  refused: { job: Job; error: unknown }[]
}

/** Rolls back a transaction in which nothing was written. */
class NothingWritten extends Error {}

const SAVE = CompiledQuery.raw('savepoint job')
const TAKE_BACK = CompiledQuery.raw('rollback to savepoint job')
const KEEP = CompiledQuery.raw('release savepoint job')

const nextRevision = prepared<{ teamId: string }>()((db, place) =>
  db
    .updateTable('teams')
    .set((eb) => ({ rev: eb('rev', '+', 1) }))
    .where('id', '=', place('teamId'))
    .returning(['rev', 'settings']),
)

/**
 * Runs the jobs in one transaction, so that they share one flush of the disk. Each job has its own revision and its
 * own savepoint: a job that fails is rolled back alone. Throws when the transaction as a whole fails; then none of
 * the jobs is stored.
 */
export async function writeBatch(
  { db, clock, whileWriting }: BatchDeps,
  teamId: string,
  jobs: readonly Job[],
): Promise<BatchResult> {
  const result: BatchResult = { written: [], idle: [], refused: [] }
  const transaction = db.transaction().execute(async (trx) => {
    const team = await takeTeam(trx, teamId)
    const base = team.rev - 1
    let storedSettings = team.settings
    let anythingKept = false
    for (const job of jobs) {
      const rev = base + result.written.length + 1
      const write: TeamWrite = {
        trx,
        teamId,
        by: job.by,
        rev,
        now: clock(),
        storedSettings,
        rows: [],
        isKept: false,
        onlyFor: null,
        acts: [],
        news: [],
        mirrored: [],
      }
      const isKept = await attempt(job, write, jobs.length > 1, result, whileWriting)
      anythingKept = isKept || anythingKept
      if (result.written.at(-1)?.job !== job) continue
      storedSettings = write.storedSettings
    }
    const { length } = result.written
    if (length === 0 && !anythingKept) throw new NothingWritten()
    // Locking the team's row has raised the revision by one already.
    if (length !== 1) {
      await trx
        .updateTable('teams')
        .set({ rev: base + length })
        .where('id', '=', teamId)
        .execute()
    }
  })
  await transaction.catch((error: unknown) => {
    if (!(error instanceof NothingWritten)) throw error
  })
  return result
}

/** Locks the team's row first: other writers for the team wait here. Returns the row with its new revision. */
async function takeTeam(
  trx: Transaction<Database>,
  teamId: string,
): Promise<Pick<TeamRow, 'rev' | 'settings'>> {
  const { rows } = await nextRevision(trx, { teamId })
  const [team] = rows
  if (!team) throw new Refused('not-found')
  return team
}

/** Runs one job. Returns whether there is something to commit. */
async function attempt(
  job: Job,
  write: TeamWrite,
  amongOthers: boolean,
  result: BatchResult,
  whileWriting: BatchDeps['whileWriting'],
): Promise<boolean> {
  // A single job needs no savepoint: the whole transaction is its own.
  if (amongOthers) await write.trx.executeQuery(SAVE)
  let isKept = false
  try {
    await job.run(write)
    // Most writes are messages of the own chat: they have neither.
    const isHeard = write.acts.length > 0 || write.mirrored.length > 0
    if (isHeard) for (const heard of whileWriting) await heard(write)
    // Events of integrations are in the order of revisions, also where agents are told of nothing.
    const takesRevision = write.rows.length > 0 || write.mirrored.length > 0
    if (takesRevision) result.written.push({ job, write })
    else result.idle.push(job)
    isKept = takesRevision || write.isKept
  } catch (error) {
    // An error of the database fails the whole batch: the transaction may be gone with its savepoints.
    if (databaseTrouble(error) !== null) throw error
    result.refused.push({ job, error })
  }
  if (!amongOthers) return isKept
  if (!isKept) await write.trx.executeQuery(TAKE_BACK)
  await write.trx.executeQuery(KEEP)
  return isKept
}
