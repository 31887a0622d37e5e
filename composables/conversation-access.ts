import type { Account } from '../db/rows.ts'
import { t } from './i18n.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'

/** What this agent may do with a conversation now, as far as this copy knows; the server has the last word. */
export interface ConversationAccess {
  /** Whether the message box is open. */
  mine: boolean
  mayTakeOver: boolean
  /** What the button says that does it. */
  takeOverAs: 'take-over' | 'reopen'
  /** Taking it from a colleague is asked about first. */
  confirmTakeOver: boolean
  mayResolve: boolean
  mayHandToAi: boolean
  /** Why the message box is locked; empty when it is open. */
  locked: string
}

/** Derives it from the conversation, who I am, and the agent who holds it, by first name. */
export function conversationAccess(
  { state, ownerId }: Pick<Conversation, 'state' | 'ownerId'>,
  { id, role }: Pick<Account['agent'], 'id' | 'role'>,
  owner: { name: string; offline: boolean },
): ConversationAccess {
  const mine = state === 'human' && ownerId === id
  const theirs = state === 'human' && !mine
  return {
    mine,
    mayTakeOver: !mine && (!theirs || role === 'admin'),
    takeOverAs: state === 'resolved' ? 'reopen' : 'take-over',
    confirmTakeOver: theirs,
    mayResolve: state !== 'resolved' && !theirs,
    mayHandToAi: state === 'waiting' || mine,
    locked: mine ? '' : lockedText(state, owner),
  }
}

function lockedText(
  state: Conversation['state'],
  { name, offline }: { name: string; offline: boolean },
): string {
  switch (state) {
    case 'ai':
      return t('chat.lockedAi')
    case 'waiting':
      return t('chat.lockedWaiting')
    case 'human':
      return t(offline ? 'handover.lockedOffline' : 'chat.lockedOther', { name })
    case 'resolved':
      return t('chat.lockedResolved')
  }
}
