import type { Conversation, ConversationState } from '@baton/protocol/conversation.ts'
import { findableName } from './guest.ts'
import { foldText } from './fold-text.ts'
import { searchable } from './search-text.ts'

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

/** What a search finds a conversation by: name, email and ids, a line each (see `searchable`). */
export function namesOf({ id, customer }: Conversation): string {
  return `${searchable(findableName(customer))}\n${foldText([customer.email ?? '', customer.id, id].join('\n'))}`
}

/** When something was last said, in ms since 1970. */
export function lastActivity(conversation: Conversation): number {
  return conversation.lastMessage?.at ?? conversation.createdAt
}

/** Before every place that a time gives. */
const OFFERED = -1e15

/** Whether it is a transfer that its new owner has not accepted, told by its place alone. */
export function isOffered(place: number): boolean {
  return place < OFFERED / 2
}

/**
 * Transfers that await a word, and those that wait: who waits longest first. All others: the latest activity first.
 */
function placeOf(conversation: Conversation): number {
  const { state, waitingSince, transfer } = conversation
  if (transfer?.kind === 'offered') return OFFERED + transfer.at
  return state === 'waiting' ? (waitingSince ?? 0) : -lastActivity(conversation)
}
