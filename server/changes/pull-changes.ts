import type { ChangesPage, PullChanges, Row } from '@baton/protocol/changes.ts'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import { Refused } from '../refused.ts'
import type { AgentActor } from '../team/actors.ts'
import { newestMessagesOf, readRows, type RevisedRow, type Span } from './read-rows.ts'
import type { TeamLog } from './team-log.ts'

/**
 * Everything of the team after a revision, oldest first, a transaction never split over two pages. The
 * newest revision is read first: whatever is written meanwhile has a later one and comes with the next pull.
 * Throws `cursor-unknown` for a cursor that this history never gave.
 */
export async function pullChanges(
  deps: { db: Kysely<Database>; log: TeamLog },
  agent: AgentActor,
  body: PullChanges,
): Promise<ChangesPage> {
  const { db, log } = deps
  const { after, horizon, limit } = body
  const { timeline } = await log.position(agent.teamId)
  const newest = await newestRevision(db, agent.teamId)
  await checkCursor(db, agent.teamId, body, newest)
  const span: Span = { teamId: agent.teamId, agentId: agent.id, after, upTo: newest, horizon }
  const page = await readPage(db, span, limit)
  const rows = page.rows.map(({ row }) => row)
  rows.push(...(await messagesBehindHorizon(db, page.rows, horizon)))
  return { timeline, rev: page.rev, newest, rows }
}

async function newestRevision(db: Kysely<Database>, teamId: string): Promise<number> {
  const team = await db
    .selectFrom('teams')
    .select('rev')
    .where('id', '=', teamId)
    .executeTakeFirst()
  if (!team) throw new Refused('not-found')
  return team.rev
}

async function readPage(
  db: Kysely<Database>,
  span: Span,
  limit: number,
): Promise<{ rev: number; rows: RevisedRow[] }> {
  const { rows, completeUpTo } = await readRows(db, span, limit)
  if (completeUpTo >= span.upTo && rows.length <= limit) return { rev: span.upTo, rows }
  // The page ends with the transaction that fills it, or with the last one that was read whole.
  const rev = Math.min(rows.at(limit - 1)?.rev ?? completeUpTo, completeUpTo)
  if (rev > span.after) return { rev, rows: rows.filter((row) => row.rev <= rev) }
  // One transaction wrote more than a page holds: it comes whole.
  const next = rows[0]?.rev ?? span.upTo
  const whole = await readRows(db, { ...span, upTo: next }, null)
  return { rev: next, rows: whole.rows }
}

async function messagesBehindHorizon(
  db: Kysely<Database>,
  rows: readonly RevisedRow[],
  horizon: number,
): Promise<Row[]> {
  const ids = rows.flatMap(({ rev, row }) =>
    rev <= horizon && row.kind === 'conversation' && row.value.state !== 'resolved'
      ? [row.value.id]
      : [],
  )
  return ids.length === 0 ? [] : newestMessagesOf(db, ids)
}

/**
 * A cursor is known if its timeline is, and it lies on it: not after the start of the one that followed.
 * A cursor from a future that a restored backup has lost lies after it.
 */
async function checkCursor(
  db: Kysely<Database>,
  teamId: string,
  cursor: Pick<PullChanges, 'timeline' | 'after'>,
  newest: number,
): Promise<void> {
  if (cursor.timeline === null) {
    if (cursor.after === 0) return
    throw new Refused('cursor-unknown')
  }
  const known = await db
    .selectFrom('timelines')
    .select('position')
    .where('teamId', '=', teamId)
    .where('id', '=', cursor.timeline)
    .executeTakeFirst()
  if (!known) throw new Refused('cursor-unknown')
  const next = await db
    .selectFrom('timelines')
    .select('startRev')
    .where('teamId', '=', teamId)
    .where('position', '=', known.position + 1)
    .executeTakeFirst()
  if (cursor.after > (next?.startRev ?? newest)) throw new Refused('cursor-unknown')
}
