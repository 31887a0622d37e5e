import type { Kysely } from 'kysely'
import type { TeamLog } from '../changes/team-log.ts'
import { applyMove } from '../conversations/apply-move.ts'
import { addTeamNotice, editConversation, saveEdit } from '../conversations/conversation-edit.ts'
import { findAnyConversation } from '../conversations/find-conversation.ts'
import type { Database } from '../database/schema.ts'
import type { Ids } from '../ground/clock.ts'

/** Conversations resolved in one run. */
const AT_ONCE = 50

interface Deps {
  db: Kysely<Database>
  log: TeamLog
  ids: Ids
}

/**
 * Resolves what the bots of removed integrations had: nobody answers there any more, and no word of Baton's would reach
 * the customer. What waits for a human, or is a human's, stays with the agents. The notice goes to the team.
 */
export async function resolveOrphans(deps: Deps): Promise<void> {
  while ((await resolveSome(deps)) === AT_ONCE);
}

async function resolveSome({ db, log, ids }: Deps): Promise<number> {
  const rows = await db
    .selectFrom('integrations')
    .innerJoin('conversations', 'conversations.channelId', 'integrations.id')
    .select(['conversations.id', 'conversations.teamId'])
    .where('integrations.gone', '=', 1)
    .where('conversations.state', '=', 'ai')
    .where('conversations.undoable', 'is', null)
    .limit(AT_ONCE)
    .execute()
  for (const { id, teamId } of rows) {
    await log.write(teamId, async (write) => {
      const row = await findAnyConversation(write.trx, teamId, id)
      const edit = editConversation(row)
      if (applyMove(row, { kind: 'resolve' }, { kind: 'bot' }, row.epoch, write.now)) return
      addTeamNotice(write, edit, { id: ids.next(), event: 'resolved' })
      await saveEdit(write, edit)
    })
  }
  return rows.length
}
