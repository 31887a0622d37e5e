import type { Kysely } from 'kysely'
import type { Committed, TeamLog } from '../changes/team-log.ts'
import type { TeamWrite } from '../changes/team-write.ts'
import type { Duty, Wake } from '../feature/duty.ts'
import type { Clock, Ids } from '../ground/clock.ts'
import type { ConversationRow, Database } from '../database/schema.ts'
import type { Timing } from '../ground/timing.ts'
import { editConversation, saveEdit } from './conversation-edit.ts'
import { findConversation } from './find-conversation.ts'
import { tellMove } from './make-undoable.ts'
import { undoableOf } from './undoable-move.ts'

/** Later than any move is due, in ms: one that is due later still was made before the clock went back. */
const FAR_MS = 600_000
/** Moves told in one go. */
const AT_ONCE = 50

/** Tells customers of moves once they can no longer be taken back. */
export interface DueMoves {
  duty: Duty
  /** Something was written: if it is to be told later, it is told in time. */
  heard(committed: Pick<Committed, 'rows'>): void
}

/**
 * What is due is found by asking the database, so no move depends on the process that took it. It is asked again inside
 * the write that tells it, which only one server makes at a time, so each is told once. What fell due while nobody was
 * there is told at the start.
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

  async function tellDue(): Promise<void> {
    for (;;) {
      const due = await dueMoves(db, clock())
      const told = await Promise.allSettled(
        due.map(({ id, teamId }) => log.write(teamId, (write) => tell(write, id))),
      )
      for (const result of told) if (result.status === 'rejected') onFault(result.reason)
      if (due.length < AT_ONCE || told.every(({ status }) => status === 'rejected')) return
    }
  }

  async function tell(write: TeamWrite, id: string): Promise<void> {
    const row = await findConversation(write.trx, write.teamId, id)
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

/** What an agent who leaves the team could have taken back: it stands, and its customers are told. */
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
