import type { Kysely } from 'kysely'
import type { TeamLog } from '../../changes/team-log.ts'
import type { TeamWrite } from '../../changes/team-write.ts'
import { applyMove } from '../../conversations/apply-move.ts'
import { addNotice, editConversation, saveEdit } from '../../conversations/conversation-edit.ts'
import { handoffCard } from '../../conversations/handoff/handoff-card.ts'
import { readTalk } from '../../conversations/handoff/read-talk.ts'
import type { Database } from '../../database/schema.ts'
import type { Clock, Ids } from '../../ground/clock.ts'
import { tellTeam } from '../../team/tell-team.ts'
import type { IntegrationRow } from '../read-integrations.ts'
import { downOf, TOLD_WITHIN_MS, type Down } from './down-since.ts'

interface Deps {
  db: Kysely<Database>
  log: TeamLog
  clock: Clock
  ids: Ids
}

/** Conversations of one bot that are handed off in one run. */
const HAND_OFF_MAX = 50

/**
 * Looks which integrations are down, and tells agents when one has become so or is no longer. What customers ask of a bot
 * that is down, and wait for, becomes a handoff request with the reason.
 */
export async function watchIntegrations(deps: Deps): Promise<void> {
  const { db, log, clock } = deps
  const rows = await db.selectFrom('integrations').selectAll().where('gone', '=', 0).execute()
  for (const row of rows) {
    const down = await downOf(db, row, clock())
    if ((down === null) !== (row.downSince === null)) {
      await log.write(row.teamId, (write) => note(write, row.id, down?.since ?? null))
    }
    if (down !== null && row.kind !== 'channel') await handOffUnanswered(deps, row, down)
  }
}

async function note(write: TeamWrite, id: string, since: number | null): Promise<void> {
  await write.trx
    .updateTable('integrations')
    .set({ downSince: since })
    .where('teamId', '=', write.teamId)
    .where('id', '=', id)
    .execute()
  await tellTeam(write)
}

async function handOffUnanswered(deps: Deps, bot: IntegrationRow, down: Down): Promise<void> {
  const { db, log, clock } = deps
  for (const { id } of await unanswered(db, bot, down, clock())) {
    await log.write(bot.teamId, (write) => handOffOne(deps, write, bot, down, id))
  }
}

/**
 * Conversations of the bot in which a customer has waited for a minute, and something has happened since about when the
 * bot was last there: what it left unanswered while it was, it had nothing to say to. The one that waits longest first.
 */
function unanswered(
  db: Kysely<Database>,
  bot: IntegrationRow,
  { heardAt }: Down,
  now: number,
  only?: string,
) {
  return db
    .selectFrom('conversations')
    .innerJoin('messages', (on) =>
      on
        .onRef('messages.conversationId', '=', 'conversations.id')
        .onRef('messages.seq', '=', 'conversations.lastPublicSeq'),
    )
    .selectAll('conversations')
    .where('conversations.teamId', '=', bot.teamId)
    .where('conversations.botId', '=', bot.id)
    .where('conversations.isTest', '=', 0)
    .where('conversations.state', '=', 'ai')
    .where('conversations.undoableUntil', 'is', null)
    .where('messages.authorKind', '=', 'customer')
    .where('messages.at', '<=', now - TOLD_WITHIN_MS)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('integrationEvents as event')
          .select('event.id')
          .whereRef('event.conversationId', '=', 'conversations.id')
          .where('event.at', '>=', heardAt - TOLD_WITHIN_MS),
      ),
    )
    .$if(only !== undefined, (query) => query.where('conversations.id', '=', only ?? ''))
    .orderBy('messages.at')
    .limit(HAND_OFF_MAX)
    .execute()
}

async function handOffOne(
  { ids }: Deps,
  write: TeamWrite,
  bot: IntegrationRow,
  down: Down,
  id: string,
): Promise<void> {
  const [row] = await unanswered(write.trx, bot, down, write.now, id)
  if (!row) return
  const edit = editConversation(row)
  const card = handoffCard(await readTalk(write.trx, row), 'failed', `${bot.name} is down`)
  const refusal = applyMove(row, { kind: 'ask-human' }, { kind: 'bot' }, row.epoch, write.now)
  if (refusal) return
  row.handoff = JSON.stringify({ ...card, cause: 'failed' })
  addNotice(write, edit, { id: ids.next(), event: 'human-asked' })
  await saveEdit(write, edit)
}
