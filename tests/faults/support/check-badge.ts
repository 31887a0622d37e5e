import type { Conversation } from '@baton/protocol/conversation.ts'

/** What is wrong with a count of waiting conversations, at rest; null when it is the truth. */
export function checkBadge(
  shown: number,
  truth: readonly Pick<Conversation, 'id' | 'state'>[],
): string | null {
  const waiting = truth.filter(({ state }) => state === 'waiting').map(({ id }) => id)
  if (shown === waiting.length) return null
  return `the badge says ${shown}, but ${waiting.length} wait: ${waiting.join(', ')}`
}
