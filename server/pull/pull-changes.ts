import {
  PULL_LIMIT_MAX,
  type ChangesPage,
  type PullChanges,
  type PullUrgent,
} from '@baton/protocol/changes.ts'
import type { Kysely } from 'kysely'
import { urgentConversations } from '../conversations/rows/conversation-table.ts'
import type { Database } from '../database/schema.ts'
import { Refused } from '../ground/refused.ts'
import type { AgentActor } from '../ground/actors.ts'
import { isTooFarBehind } from './far-behind.ts'
import { readPage } from './read-page.ts'
import { readStored } from '../changes/read-stored.ts'
import type { Span, SyncedTable } from '../feature/synced-table.ts'
import type { TeamLog } from '../changes/team-log.ts'

interface Deps {
  db: Kysely<Database>
  log: Pick<TeamLog, 'position'>
  onFault: (error: unknown) => void
}

/**
 * A page of what the team has after a revision, oldest first. The newest revision is read first: whatever is written
 * meanwhile has a later one and comes with the next pull. Throws `cursor-unknown` for a cursor that this history
 * never gave, and `too-far-behind` where a new start is cheaper.
 */
export async function pullChanges(
  { db, log, onFault }: Deps,
  tables: readonly SyncedTable[],
  agent: AgentActor,
  body: PullChanges,
): Promise<{ answer: ChangesPage; bytes: number }> {
  const { after, horizon } = body
  const { timeline } = await log.position(agent.teamId)
  const newest = await newestRevision(db, agent.teamId)
  await checkCursor(db, agent.teamId, body, newest)
  const span: Span = { teamId: agent.teamId, agentId: agent.id, after, upTo: newest, horizon }
  if (await isTooFarBehind(db, span)) throw new Refused('too-far-behind')
  const reading = { db, read: readStored(onFault) }
  const sources = await Promise.all(tables.map(async (table) => table(reading, span)))
  const page = await readPage(sources, span, body)
  const { rev, rows, bytes } = page
  return { answer: { timeline, rev, place: page.place, newest, rows }, bytes }
}
/** What an agent must know at once, and no more (see `pullUrgent` of the protocol). */
export async function pullUrgent(
  { db, log, onFault }: Deps,
  agent: AgentActor,
  { known, ...body }: PullUrgent,
): Promise<{ answer: ChangesPage; bytes: number }> {
  const { timeline } = await log.position(agent.teamId)
  const newest = await newestRevision(db, agent.teamId)
  const { after } = body
  const span = { teamId: agent.teamId, agentId: agent.id, after, upTo: newest, horizon: newest }
  const source = await urgentConversations({ db, read: readStored(onFault) }, span, known)
  const page = await readPage([source], span, { ...body, limit: PULL_LIMIT_MAX })
  const { rev, place, rows, bytes } = page
  return { answer: { timeline, rev, place, newest, rows }, bytes }
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

/**
 * A cursor is known if its timeline is, and all that the copy has lies on it: not after the start of the one that
 * followed. A cursor from a future that a restored backup has lost lies after it. During a first sync the copy has
 * rows from up to the horizon, and inside a revision it has rows of that one.
 */
async function checkCursor(
  db: Kysely<Database>,
  teamId: string,
  { timeline, after, place, horizon }: PullChanges,
  newest: number,
): Promise<void> {
  if (timeline === null) {
    if (after === 0 && place === null) return
    throw new Refused('cursor-unknown')
  }
  const known = await db
    .selectFrom('timelines')
    .select('position')
    .where('teamId', '=', teamId)
    .where('id', '=', timeline)
    .executeTakeFirst()
  if (!known) throw new Refused('cursor-unknown')
  const next = await db
    .selectFrom('timelines')
    .select('startRev')
    .where('teamId', '=', teamId)
    .where('position', '=', known.position + 1)
    .executeTakeFirst()
  const has = Math.max(after, place?.rev ?? 0, after < horizon ? horizon : 0)
  if (has > (next?.startRev ?? newest)) throw new Refused('cursor-unknown')
}
