import type { Account } from '../db/rows.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'

/** What this agent may do with a conversation now, as far as this copy knows; the server has the last word. */
export interface ConversationAccess {
  /** Whether the message box is open. */
  mine: boolean
  mayTakeOver: boolean
  /** Taking it from a colleague is asked about first. */
  confirmTakeOver: boolean
  mayResolve: boolean
  mayHandToAi: boolean
  /** Why the message box is locked; empty when it is open. */
  locked: string
}

/** Derives it from the conversation, who I am, and the first name of the agent who holds it. */
export function conversationAccess(
  { state, ownerId }: Pick<Conversation, 'state' | 'ownerId'>,
  { id, role }: Pick<Account['agent'], 'id' | 'role'>,
  ownerName: string,
): ConversationAccess {
  const mine = state === 'human' && ownerId === id
  const theirs = state === 'human' && !mine
  return {
    mine,
    mayTakeOver: !mine && (!theirs || role === 'admin'),
    confirmTakeOver: theirs,
    mayResolve: state !== 'resolved' && !theirs,
    mayHandToAi: state === 'waiting',
    locked: mine ? '' : lockedText(state, ownerName),
  }
}

function lockedText(state: Conversation['state'], ownerName: string): string {
  switch (state) {
    case 'ai':
      return 'AI is answering. Take over to reply.'
    case 'waiting':
      return 'The AI has paused. Take over to reply.'
    case 'human':
      return `${ownerName} is answering.`
    case 'resolved':
      return 'Resolved. It opens again when the customer writes, or take over to reply.'
  }
}
