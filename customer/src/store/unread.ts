import type { ChatState } from './chat-state.ts'

/** What a customer has not seen of a chat. */
export interface Unread {
  count: number
  /** The newest of it; null when there is nothing. */
  newest: { seq: number; name: string | null; text: string; attached: string | null } | null
}

/** Answers that nobody has seen: of agents and of the AI, not what the chat says of itself. */
export function unreadIn({ messages, seen }: Pick<ChatState, 'messages' | 'seen'>): Unread {
  const unread = messages.filter(
    ({ seq, author }) => seq > seen && (author.kind === 'agent' || author.kind === 'ai'),
  )
  const last = unread.at(-1)
  if (!last) return { count: 0, newest: null }
  const { seq, author, text, attachments } = last
  const name = author.kind === 'agent' ? author.name : null
  return {
    count: unread.length,
    newest: { seq, name, text, attached: attachments[0]?.name ?? null },
  }
}
