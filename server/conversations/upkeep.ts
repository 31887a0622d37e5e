import type { TeamSettings } from '@baton/protocol/team-settings.ts'
import type { Kysely } from 'kysely'
import { oweUnanswered } from './handoff/owe-unanswered.ts'
import type { TeamLog } from '../changes/team-log.ts'
import type { TeamWrite } from '../changes/team-write.ts'
import type { Clock, Ids } from '../ground/clock.ts'
import type { ConversationRow, Database } from '../database/schema.ts'
import { settingsIn } from '../team/settings-in.ts'
import { toSettings } from '../team/team-row.ts'
import { applyMove } from './apply-move.ts'
import { addNotice, editConversation, saveEdit } from './conversation-edit.ts'
import { release } from './owner-left.ts'
import { pendingOf } from './pending-transfer.ts'

interface Deps {
  db: Kysely<Database>
  log: TeamLog
  clock: Clock
  ids: Ids
  onFault: (error: unknown) => void
}

/** Most conversations of one team moved in one run. */
const MOVE_MAX = 50

/**
 * Makes the moves that a team's settings ask for. Transfers that nobody accepted go back, conversations of owners who
 * left wait, and those that waited too long go back to the AI. Due moves are found by a query, so a process that ends
 * loses none. The write checks each one again. Only one server at a time can write for a team, so each move is made
 * once. A failure holds up no other conversation or team: the last one is thrown at the end, the others are reported.
 */
export async function upkeep(deps: Deps): Promise<void> {
  const { db, log, clock, onFault } = deps
  const failures: unknown[] = []
  const attempt = (work: () => Promise<void>) =>
    work().catch((error: unknown) => void failures.push(error))
  const teams = await db.selectFrom('teams').select(['id', 'settings']).execute()
  for (const { id, settings } of teams) {
    await attempt(async () => {
      for (const conversationId of await dueIn(db, id, toSettings(settings), clock())) {
        await attempt(() => log.write(id, (write) => moveOne(deps, write, conversationId)))
      }
    })
  }
  if (failures.length === 0) return
  const last = failures.pop()
  for (const failure of failures) onFault(failure)
  throw last
}

async function dueIn(
  db: Kysely<Database>,
  teamId: string,
  settings: TeamSettings,
  now: number,
): Promise<string[]> {
  const rows = [
    ...(await notAccepted(db, teamId, settings, now)),
    ...(await ownersGone(db, teamId, settings, now)),
    ...(await waitedTooLong(db, teamId, settings, now)),
  ]
  return rows.slice(0, MOVE_MAX).map(({ id }) => id)
}

async function moveOne(deps: Deps, write: TeamWrite, conversationId: string): Promise<void> {
  const { trx, teamId, now } = write
  const settings = settingsIn(write)
  const [gone] = await ownersGone(trx, teamId, settings, now, conversationId)
  if (gone) return release(write, deps.ids, gone, ownerOf(gone))
  const [offered] = await notAccepted(trx, teamId, settings, now, conversationId)
  if (offered) return release(write, deps.ids, offered, ownerOf(offered))
  const [waited] = await waitedTooLong(trx, teamId, settings, now, conversationId)
  if (waited) return backToAi(write, deps.ids, waited)
}

async function backToAi(write: TeamWrite, ids: Ids, row: ConversationRow): Promise<void> {
  const edit = editConversation(row)
  const refusal = applyMove(row, { kind: 'hand-to-ai' }, { kind: 'team' }, row.epoch, write.now)
  if (refusal) return
  row.aiNote = null
  row.aiPromised = null
  await oweUnanswered(write, row)
  addNotice(write, edit, { id: ids.next(), event: 'handed-to-ai' })
  await saveEdit(write, edit)
}

type Held = ConversationRow & { ownerName: string }

function ownerOf({ ownerId, ownerName }: Held): { id: string; name: string } {
  return { id: ownerId ?? '', name: ownerName }
}

/** Conversations owned by a team's agents, or one of them, with the owners' names; oldest change first. */
function held(db: Kysely<Database>, teamId: string, only?: string) {
  return db
    .selectFrom('conversations')
    .innerJoin('agents', 'agents.id', 'conversations.ownerId')
    .selectAll('conversations')
    .select('agents.name as ownerName')
    .where('conversations.teamId', '=', teamId)
    .$if(only !== undefined, (query) => query.where('conversations.id', '=', only ?? ''))
    .orderBy('conversations.updatedAt')
}

/** Transfers that were not accepted in time, whether the new owner is present or not. */
async function notAccepted(
  db: Kysely<Database>,
  teamId: string,
  { transferBackAfterMs }: TeamSettings,
  now: number,
  only?: string,
): Promise<Held[]> {
  if (transferBackAfterMs === null) return []
  const rows = await held(db, teamId, only)
    .where('conversations.state', '=', 'human')
    .where('conversations.transfer', 'is not', null)
    .execute()
  return rows.filter((row) => {
    const pending = pendingOf(row)
    return pending?.kind === 'offered' && pending.at <= now - transferBackAfterMs
  })
}

/** Conversations whose owner has been offline long enough. A pending transfer counts from when it was made. */
async function ownersGone(
  db: Kysely<Database>,
  teamId: string,
  { ownerLeft, ownerLeftAfterMs, transferBackAfterMs }: TeamSettings,
  now: number,
  only?: string,
): Promise<Held[]> {
  if (ownerLeft === 'keep') return []
  const since = now - ownerLeftAfterMs
  const rows = await held(db, teamId, only)
    .where('agents.teamId', '=', teamId)
    .where('conversations.ownerId', 'is not', null)
    .where('agents.presence', '=', 'offline')
    .where((eb) =>
      eb.or([eb('agents.offlineSince', 'is', null), eb('agents.offlineSince', '<=', since)]),
    )
    .limit(MOVE_MAX)
    .execute()
  return rows.filter((row) => {
    const pending = pendingOf(row)
    // A pending transfer has its own time limit, if the team has set one.
    if (pending?.kind === 'offered' && transferBackAfterMs !== null) return false
    return (pending?.at ?? 0) <= since
  })
}

function waitedTooLong(
  db: Kysely<Database>,
  teamId: string,
  { backToAiAfterMs }: TeamSettings,
  now: number,
  only?: string,
): Promise<ConversationRow[]> {
  if (backToAiAfterMs === null) return Promise.resolve([])
  return (
    db
      .selectFrom('conversations')
      .selectAll()
      .where('teamId', '=', teamId)
      .where('state', '=', 'waiting')
      // Set only for waiting conversations, and needed for the partial index.
      .where('waitingSince', 'is not', null)
      .where('waitingSince', '<=', now - backToAiAfterMs)
      .$if(only !== undefined, (query) => query.where('id', '=', only ?? ''))
      .orderBy('waitingSince')
      .limit(MOVE_MAX)
      .execute()
  )
}
