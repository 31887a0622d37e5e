import type { BatonDatabase } from '../database.ts'
import type { ConversationMessages } from './conversation-messages.ts'

/** A part of a conversation, by sequences, shown for the message `at`. */
export interface Span {
  at: number
  from: number
  to: number
}

/**
 * The messages of a part of a conversation around the one at `at`, oldest first and without a hole; none while that
 * one is not here. It is used far from the end, so there are always newer messages, and none on their way.
 * `fetchBefore` is set until the whole part is here.
 */
export async function messagesAround(
  db: BatonDatabase,
  conversationId: string,
  { at, from, to }: Span,
): Promise<ConversationMessages> {
  const read = await db.messages
    .where('[conversationId+seq]')
    .between([conversationId, from], [conversationId, to], true, true)
    .toArray()
  const heart = read.findIndex(({ seq }) => seq === at)
  if (heart === -1) {
    const above = read.find(({ seq }) => seq > at)
    return { items: [], older: true, newer: true, fetchBefore: above?.seq ?? to + 1 }
  }
  // Without a hole, sequence and index differ by the same number everywhere.
  const isJoined = (index: number) => read[index]?.seq === at + index - heart
  let [first, last] = [heart, heart]
  while (isJoined(first - 1)) first -= 1
  while (isJoined(last + 1)) last += 1
  const shown = read.slice(first, last + 1)
  const lowest = shown[0]?.seq ?? at
  const missing = {
    above: last + at - heart < to ? (read[last + 1]?.seq ?? to + 1) : null,
    below: lowest > from ? lowest : null,
  }
  return {
    items: shown.map((message) => ({ kind: 'message', id: message.id, message })),
    older: lowest > 1,
    newer: true,
    fetchBefore: missing.above ?? missing.below,
  }
}
