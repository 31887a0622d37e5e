import type { BatonDatabase } from '../database.ts'
import type { ConversationMessages } from './conversation-messages.ts'

/** A part of a conversation, by sequences; the one `at` is what it is shown for. */
export interface Span {
  at: number
  from: number
  to: number
}

/**
 * The messages of a part of a conversation, as far as they lie around the one at its heart without a hole, oldest first:
 * none while that one is not here. For what is far from the end, so there are always newer ones, and nothing on its way.
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
  // A sequence and its index differ by the same as at the heart, as long as there is no hole.
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
