import { changeTags } from '@baton/domain/tags.ts'
import { tagged, TAGS_MAX, type TagConversation, type Tagged } from '@baton/protocol/tags.ts'
import { keptAsEdit, once } from '../changes/once.ts'
import type { Kysely } from 'kysely'
import type { TeamLog } from '../changes/team-log.ts'
import type { Database } from '../database/schema.ts'
import { Refused } from '../ground/refused.ts'
import type { AgentActor } from '../ground/actors.ts'
import { editConversation, saveEdit } from './conversation-edit.ts'
import { parseTags } from './conversation-row.ts'
import { findConversation } from './find-conversation.ts'

/**
 * Adds and removes tags. Any agent of the team may, whoever owns the conversation. Throws `invalid` above the limit.
 */
export function tagConversation(
  deps: { db: Kysely<Database>; log: TeamLog },
  agent: AgentActor,
  { id, conversationId, add, remove }: TagConversation,
): Promise<Tagged> {
  const { teamId } = agent
  const request = { teamId, id, content: [agent.id, 'tag', conversationId, add, remove] }
  return once(deps, request, keptAsEdit(tagged), async (write) => {
    const row = await findConversation(write.trx, teamId, conversationId)
    const edit = editConversation(row)
    const tags = changeTags(parseTags(row), { add, remove }, TAGS_MAX)
    if (tags === null) throw new Refused('invalid')
    row.tags = JSON.stringify(tags)
    await saveEdit(write, edit)
    return { tags }
  })
}
