import type { Conversation, ConversationState } from '@baton/protocol/conversation.ts'
import { foldText } from './search-text.ts'

/** What the list orders and counts a conversation by; the rest of it is read once it is in sight. */
export interface ListHead {
  id: string
  state: ConversationState
  ownerId: string | null
  /** Where it stands among those of its kind, smallest first: see `placeOf`. */
  place: number
  /** How many messages the customer wrote: with a read mark it tells what is unread. */
  customerCount: number
}

/** The head of a conversation. */
export function headOf(conversation: Conversation): ListHead {
  const { id, state, ownerId, customerCount } = conversation
  return { id, state, ownerId, place: placeOf(conversation), customerCount }
}

/** What a search finds a conversation by: name, email and ids, folded (see `foldText`). */
export function namesOf({ id, customer }: Conversation): string {
  return foldText([customer.name, customer.email ?? '', customer.id, id].join('\n'))
}

/** When something was last said, in ms since 1970. */
export function lastActivity(conversation: Conversation): number {
  return conversation.lastMessage?.at ?? conversation.createdAt
}

/** Those that wait: who waits longest first. All others: the latest activity first. */
function placeOf(conversation: Conversation): number {
  return conversation.state === 'waiting'
    ? (conversation.waitingSince ?? 0)
    : -lastActivity(conversation)
}
