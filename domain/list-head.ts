import type { Conversation, ConversationState } from '@baton/protocol/conversation.ts'
import { findableName } from './guest.ts'
import { foldText } from './fold-text.ts'
import { searchable } from './search-text.ts'

/** The part of a conversation by which the list is ordered and counted. The rest is read once the row is in sight. */
export interface ListHead {
  id: string
  state: ConversationState
  ownerId: string | null
  /** Sort key within its group, smallest first: see `placeOf`. */
  place: number
  /** How many messages the customer wrote. With a read mark it gives the unread count. */
  customerCount: number
}

/** The head of a conversation. */
export function headOf(conversation: Conversation): ListHead {
  const { id, state, ownerId, customerCount } = conversation
  return { id, state, ownerId, place: placeOf(conversation), customerCount }
}

/** The text by which a search finds a conversation: name, email and ids, a line each (see `searchable`). */
export function namesOf({ id, customer }: Conversation): string {
  return `${searchable(findableName(customer))}\n${foldText([customer.email ?? '', customer.id, id].join('\n'))}`
}

/** When something was last said, in ms since 1970. */
export function lastActivity(conversation: Conversation): number {
  return conversation.lastMessage?.at ?? conversation.createdAt
}

/** Below every sort key that a time gives. */
const OFFERED = -1e15

/** Whether it is a transfer that its new owner has not accepted, by its sort key alone. */
export function isOffered(place: number): boolean {
  return place < OFFERED / 2
}

/**
 * The sort key. Unaccepted transfers and waiting conversations: longest wait first. All others: latest activity
 * first.
 */
function placeOf(conversation: Conversation): number {
  const { state, waitingSince, transfer } = conversation
  if (transfer?.kind === 'offered') return OFFERED + transfer.at
  return state === 'waiting' ? (waitingSince ?? 0) : -lastActivity(conversation)
}
