import { t } from './i18n.ts'
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
      return t('chat.lockedAi')
    case 'waiting':
      return t('chat.lockedWaiting')
    case 'human':
      return t('chat.lockedOther', { name: ownerName })
    case 'resolved':
      return t('chat.lockedResolved')
  }
}
