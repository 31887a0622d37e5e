import type { Conversation } from '@baton/protocol/conversation.ts'

/** The toolbar badge's number: how many conversations wait for a human. */
export function badgeCount(conversations: readonly Conversation[]): number {
  return conversations.filter((conversation) => conversation.state === 'waiting').length
}

/** The badge's text; empty shows none. Four characters are the most that toolbars show whole. */
export function badgeText(count: number): string {
  if (count === 0) return ''
  return count > 999 ? '999+' : String(count)
}
