import type { Kysely } from 'kysely'
import type { Committed, TeamLog } from '../changes/team-log.ts'
import type { TeamWrite } from '../changes/team-write.ts'
import type { Duty, Wake } from '../feature/duty.ts'
import type { Clock, Ids } from '../ground/clock.ts'
import type { ConversationRow, Database } from '../database/schema.ts'
import type { Timing } from '../ground/timing.ts'
import { editConversation, saveEdit } from './conversation-edit.ts'
import { findAnyConversation } from './find-conversation.ts'
import { tellMove } from './make-undoable.ts'
import { undoableOf } from './undoable-move.ts'

/**
 * In ms, longer than any undo time. A move that is due later was made before the clock went back, and is told now.
 */
const FAR_MS = 600_000
/** Most moves told in one batch. */
const AT_ONCE = 50

/** Tells customers of moves once their undo time is over. */
export interface DueMoves {
  duty: Duty
  /** Schedules the duty for undoable moves that were just written. */
  heard(committed: Pick<Committed, 'rows'>): void
}

/**
 * Finds due moves by a query, so none depends on the process that made it. The write that tells a move checks it
 * again. Only one server at a time can write for a team, so each move is told once. Moves that fell due while no
 * server ran are told at the start.
 */
export function createDueMoves(deps: {
  db: Kysely<Database>
  log: TeamLog
  clock: Clock
  ids: Ids
  timing: Pick<Timing, 'duePoll'>
  onFault: (error: unknown) => void
}): DueMoves {
  const { db, log, clock, ids, timing, onFault } = deps
  let wake: Wake = () => undefined

  /**
   * Tells what is due. A move that fails is reported, and the others are told all the same. Throws when none could be
   * told: what is still due would else be tried again at once, and for ever.
   */
  async function tellDue(): Promise<void> {
    for (;;) {
      const due = await dueMoves(db, clock())
      const told = await Promise.allSettled(
        due.map(({ id, teamId }) => log.write(teamId, (write) => tell(write, id))),
      )
      const failures = told.filter((result) => result.status === 'rejected')
      const [last, ...others] = failures.toReversed()
      for (const { reason } of others) onFault(reason)
      if (last && failures.length === due.length) throw last.reason
      if (last) onFault(last.reason)
      if (due.length < AT_ONCE) return
    }
  }

  async function tell(write: TeamWrite, id: string): Promise<void> {
    const row = await findAnyConversation(write.trx, write.teamId, id)
    if (!isDue(row, write.now)) return
    const edit = editConversation(row)
    tellMove(write, edit, ids)
    await saveEdit(write, edit)
  }

  return {
    duty: {
      name: 'tell moves',
      every: timing.duePoll,
      atStart: true,
      run: tellDue,
      next: async () => {
        const due = await nextDue(db)
        return due === null ? null : due - clock()
      },
      hears: (given) => {
        wake = given
      },
    },
    heard: ({ rows }) => {
      for (const row of rows) {
        if (row.kind !== 'conversation' || !row.value.undoable) continue
        wake(row.value.undoable.until - clock())
      }
    },
  }
}

function isDue({ undoableUntil: until }: ConversationRow, now: number): boolean {
  return until !== null && (until <= now || until > now + FAR_MS)
}

function dueMoves(
  db: Kysely<Database>,
  now: number,
): Promise<Pick<ConversationRow, 'id' | 'teamId'>[]> {
  return db
    .selectFrom('conversations')
    .select(['id', 'teamId'])
    .where('undoableUntil', 'is not', null)
    .where((eb) => eb.or([eb('undoableUntil', '<=', now), eb('undoableUntil', '>', now + FAR_MS)]))
    .orderBy('undoableUntil')
    .limit(AT_ONCE)
    .execute()
}

async function nextDue(db: Kysely<Database>): Promise<number | null> {
  const next = await db
    .selectFrom('conversations')
    .select('undoableUntil')
    .where('undoableUntil', 'is not', null)
    .orderBy('undoableUntil')
    .limit(1)
    .executeTakeFirst()
  return next?.undoableUntil ?? null
}

/** Settles the undoable moves of an agent who leaves the team, and tells their customers. */
export async function tellMovesOf(write: TeamWrite, ids: Ids, agentId: string): Promise<void> {
  const rows = await write.trx
    .selectFrom('conversations')
    .selectAll()
    .where('teamId', '=', write.teamId)
    .where('undoableUntil', 'is not', null)
    .orderBy('id')
    .execute()
  for (const row of rows) {
    if (undoableOf(row)?.by.id !== agentId) continue
    const edit = editConversation(row)
    tellMove(write, edit, ids)
    await saveEdit(write, edit)
  }
}
