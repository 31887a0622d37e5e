import type { Conversation } from '@baton/protocol/conversation.ts'

export type ListFilter = 'all' | 'waiting' | 'mine' | 'ai' | 'others' | 'resolved'

export const LIST_FILTERS: readonly ListFilter[] = [
  'all',
  'waiting',
  'mine',
  'ai',
  'others',
  'resolved',
]

/** A conversation with what this agent has not read of it. */
export interface ListEntry {
  conversation: Conversation
  unread: number
}

/** Whether a conversation belongs under a filter, for this agent. "All" is all that are active. */
export function matchesFilter(conversation: Conversation, filter: ListFilter, me: string): boolean {
  const { state, ownerId } = conversation
  switch (filter) {
    case 'all':
      return state !== 'resolved'
    case 'waiting':
      return state === 'waiting'
    case 'mine':
      return state === 'human' && ownerId === me
    case 'ai':
      return state === 'ai'
    case 'others':
      return state === 'human' && ownerId !== me
    case 'resolved':
      return state === 'resolved'
  }
}

/**
 * The order of the list (product.md section 2): waiting with the longest first, mine with unread, mine, AI,
 * others, resolved; within each but the first, the latest activity first. Ties fall to the id, so that the
 * order is the same everywhere.
 */
export function compareEntries(me: string): (a: ListEntry, b: ListEntry) => number {
  return (a, b) =>
    group(a, me) - group(b, me) ||
    withinGroup(a.conversation, b.conversation) ||
    (a.conversation.id < b.conversation.id ? -1 : 1)
}

function group({ conversation, unread }: ListEntry, me: string): number {
  switch (conversation.state) {
    case 'waiting':
      return 0
    case 'human':
      if (conversation.ownerId !== me) return 4
      return unread > 0 ? 1 : 2
    case 'ai':
      return 3
    case 'resolved':
      return 5
  }
}

function withinGroup(a: Conversation, b: Conversation): number {
  if (a.state === 'waiting' && b.state === 'waiting') {
    return (a.waitingSince ?? 0) - (b.waitingSince ?? 0)
  }
  return lastActivity(b) - lastActivity(a)
}

/** When something was last said, in ms since 1970. */
export function lastActivity(conversation: Conversation): number {
  return conversation.lastMessage?.at ?? conversation.createdAt
}
