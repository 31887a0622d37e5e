import { openNudge } from '@baton/domain/nudge.ts'
import { unreadCount } from '@baton/domain/unread.ts'
import type { ToldIntegration } from '@baton/protocol/integration.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import type { BatonDatabase } from '../database.ts'
import { getAccount } from './get-account.ts'
import { getIntegrations } from './get-integrations.ts'
import { getReadMarks } from './get-read-marks.ts'

/** A row of the list. */
export interface ListRow {
  conversation: Conversation
  /** How many of the customer's messages this agent has yet to read. */
  unread: number
  /** The colleague whose nudge this agent has not seen. */
  nudgedBy?: string
  /** Name of the owner, me included; null if there is none. */
  ownerName: string | null
  /** Whether the owner is offline. */
  ownerOffline: boolean
  /** The integrations of its team that it names, removed ones among them; left out if it names none. */
  integrations?: readonly ToldIntegration[]
}

/** The rows of these conversations by id; those that are not in this copy are left out. */
export async function listRows(
  db: BatonDatabase,
  ids: readonly string[],
): Promise<Map<string, ListRow>> {
  return db.transaction('r', [db.meta, db.conversations, db.readMarks, db.agents], async () => {
    const account = await getAccount(db)
    if (!account) return new Map()
    const me = account.agent.id
    const [found, marks, agents, integrations] = await Promise.all([
      db.conversations.bulkGet([...ids]),
      getReadMarks(db, me, ids),
      db.agents.toArray(),
      getIntegrations(db),
    ])
    const read = new Map(marks.map((mark) => [mark.conversationId, mark]))
    const owners = new Map(agents.map((agent) => [agent.id, agent]))
    const conversations = found.filter((conversation) => conversation !== undefined)
    return new Map(
      conversations.map((conversation) => {
        const mark = read.get(conversation.id)
        const nudge = openNudge(conversation, me, mark?.seq ?? 0)
        const owner = owners.get(conversation.ownerId ?? '')
        const row = {
          conversation,
          unread: unreadCount(conversation, mark, me),
          ...(nudge && { nudgedBy: nudge.by.name }),
          ownerName: owner?.name ?? null,
          ownerOffline: owner?.presence === 'offline',
          ...((conversation.channelId ?? conversation.botId) && { integrations }),
        }
        return [conversation.id, row]
      }),
    )
  })
}
