import type { Conversation } from '@baton/protocol/conversation.ts'
import type { ReadMark } from '@baton/protocol/read-mark.ts'

/** How many of the customer's messages an agent has not read; a conversation never opened counts whole. */
export function unreadCount(
  conversation: Pick<Conversation, 'customerCount'>,
  mark: Pick<ReadMark, 'customerCount'> | undefined,
): number {
  return Math.max(0, conversation.customerCount - (mark?.customerCount ?? 0))
}
