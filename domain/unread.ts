import type { Conversation } from '@baton/protocol/conversation.ts'
import type { ReadMark } from '@baton/protocol/read-mark.ts'

/**
 * How many of the customer's messages an agent has not read, in conversations that wait or that the agent owns.
 * Others' conversations count 0. Without a read mark every message counts.
 */
export function unreadCount(
  { state, ownerId, customerCount }: Pick<Conversation, 'state' | 'ownerId' | 'customerCount'>,
  mark: Pick<ReadMark, 'customerCount'> | undefined,
  me: string,
): number {
  const concernsMe = state === 'waiting' || (state === 'human' && ownerId === me)
  return concernsMe ? Math.max(0, customerCount - (mark?.customerCount ?? 0)) : 0
}
