import type { Notices } from '@baton/protocol/team-settings.ts'
import type { Kysely } from 'kysely'
import type { TeamLog } from '../changes/team-log.ts'
import type { TeamWrite } from '../changes/team-write.ts'
import type { Ids } from '../ground/clock.ts'
import type { Database } from '../database/schema.ts'
import { settingsIn } from '../team/settings-in.ts'
import { noticeOf } from './messages/notice.ts'
import { Refused } from '../ground/refused.ts'
import type { ImportedConversation, ImportedMessage } from './imported-conversation.ts'
import { addMessage, editConversation, saveEdit, type NewMessage } from './conversation-edit.ts'
import { importedId, importedRow } from './imported-row.ts'
import { raiseReadMark } from './read-marks.ts'

/**
 * Stores a past conversation in one transaction. Its customer has no token, so nobody can write in it from outside.
 * Throws `Refused` `not-found` for an agent who is not in the team.
 */
export function importConversation(
  deps: { log: TeamLog; ids: Ids },
  teamId: string,
  imported: ImportedConversation,
): Promise<{ conversationId: string }> {
  const { log, ids } = deps
  return log.write(teamId, async (write) => {
    const startedAt = imported.messages[0]?.at ?? write.now
    const names = await agentNames(write)
    const row = await importedRow(write, ids, imported, startedAt)
    const edit = editConversation(row, true)
    for (const message of imported.messages) {
      addMessage(write, edit, {
        id: ids.next(),
        at: message.at,
        ...contentOf(message, names, settingsIn(write).notices),
      })
    }
    const owner = imported.state === 'human' ? (imported.ownerId ?? '') : null
    if (owner !== null) nameOf(owner, names)
    row.state = imported.state
    row.ownerId = owner
    row.epoch = imported.state === 'ai' ? 0 : 1
    row.waitingSince =
      imported.state === 'waiting' ? (imported.waitingSince ?? row.updatedAt) : null
    row.handoff = imported.handoff ? JSON.stringify(imported.handoff) : null
    row.answeredSeq = row.lastSeq
    row.customerSeenSeq = row.lastPublicSeq
    await saveEdit(write, edit)
    if (owner !== null) {
      // The owner had read everything up to their own last message.
      const written = imported.messages.findLastIndex(
        (message) => message.from === 'agent' && message.agentId === owner,
      )
      await raiseReadMark(write, owner, row, written + 1)
    }
    return { conversationId: row.id }
  })
}

/** Whether the team has a conversation imported under this key. */
export async function wasImported(
  db: Kysely<Database>,
  teamId: string,
  key: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('conversations')
    .select('id')
    .where('id', '=', importedId(teamId, key))
    .executeTakeFirst()
  return row !== undefined
}

type Content = Pick<NewMessage, 'author' | 'text' | 'visibility' | 'about'>

function contentOf(
  message: ImportedMessage,
  names: ReadonlyMap<string, string>,
  notices: Notices,
): Content {
  const { text } = message
  switch (message.from) {
    case 'customer':
    case 'ai':
      return { author: { kind: message.from }, text }
    case 'agent': {
      const { agentId } = message
      return {
        author: { kind: 'agent', id: agentId, name: nameOf(agentId, names) },
        text,
        visibility: message.note ? 'team' : 'everyone',
      }
    }
    case 'system': {
      const { event, agentId } = message
      const name = agentId === undefined ? undefined : nameOf(agentId, names)
      if (text) return { author: { kind: 'system', event }, text }
      return noticeOf(notices, { event, ...(name !== undefined && { name }) })
    }
  }
}

async function agentNames({ trx, teamId }: TeamWrite): Promise<Map<string, string>> {
  const agents = await trx
    .selectFrom('agents')
    .select(['id', 'name'])
    .where('teamId', '=', teamId)
    .execute()
  return new Map(agents.map(({ id, name }) => [id, name]))
}

function nameOf(agentId: string, names: ReadonlyMap<string, string>): string {
  const name = names.get(agentId)
  if (name === undefined) throw new Refused('not-found')
  return name
}
