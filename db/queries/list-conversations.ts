import type { Agent } from '@baton/protocol/agent.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import {
  compareEntries,
  matchesFilter,
  type ListEntry,
  type ListFilter,
} from '@baton/domain/list-order.ts'
import { unreadCount } from '@baton/domain/unread.ts'
import type { BatonDatabase } from '../database.ts'
import { getAccount } from './get-account.ts'

/** A row of the list. */
export interface ListRow extends ListEntry {
  /** Name of the agent who holds it, me included; null while nobody does. */
  ownerName: string | null
}

export interface ListOptions {
  filter: ListFilter
  /** Looked for in the customer's name, email and id, the conversation's id and its last line. */
  search?: string
}

const ACTIVE = ['ai', 'waiting', 'human'] as const
const STATES = {
  all: ACTIVE,
  waiting: ['waiting'],
  mine: ['human'],
  ai: ['ai'],
  others: ['human'],
  resolved: ['resolved'],
} as const satisfies Record<ListFilter, readonly Conversation['state'][]>

/** The conversations under a filter in the order of the list, with what this agent has not read. */
export async function listConversations(
  db: BatonDatabase,
  { filter, search = '' }: ListOptions,
): Promise<ListRow[]> {
  return db.transaction('r', [db.meta, db.conversations, db.readMarks, db.agents], async () => {
    const account = await getAccount(db)
    if (!account) return []
    const me = account.agent.id
    const [conversations, marks, agents] = await Promise.all([
      db.conversations.where('state').anyOf(STATES[filter]).toArray(),
      marksOf(db, me),
      db.agents.toArray(),
    ])
    const names = new Map(agents.map((agent: Agent) => [agent.id, agent.name]))
    const wanted = search.trim().toLowerCase()
    return conversations
      .filter((conversation) => matchesFilter(conversation, filter, me))
      .filter((conversation) => wanted === '' || mentions(conversation, wanted))
      .map((conversation) => ({
        conversation,
        unread: unreadCount(conversation, marks.get(conversation.id), me),
        ownerName: conversation.ownerId ? (names.get(conversation.ownerId) ?? null) : null,
      }))
      .sort(compareEntries(me))
  })
}

async function marksOf(db: BatonDatabase, agentId: string) {
  const marks = await db.readMarks
    .where('[agentId+conversationId]')
    .between([agentId], [agentId, []])
    .toArray()
  return new Map(marks.map((mark) => [mark.conversationId, mark]))
}

function mentions({ id, customer, lastMessage }: Conversation, wanted: string): boolean {
  return [customer.name, customer.email, customer.id, id, lastMessage?.text].some((text) =>
    text?.toLowerCase().includes(wanted),
  )
}
