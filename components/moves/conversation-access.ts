import type { Account } from '../../db/rows.ts'
import { language, t } from '../../composables/words/i18n.ts'
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
  /** Whether a colleague holds it, who may be asked to see to it. */
  mayNudge: boolean
  mayResolve: boolean
  mayHandToAi: boolean
  /** Why the message box is locked; empty when it is open. */
  locked: string
}

/** The agent who holds a conversation, by first name, and the admins who are there to take it from them. */
interface Owner {
  name: string
  offline: boolean
  takers: readonly string[]
}

/** Derives it from the conversation, who I am, and who holds it. */
export function conversationAccess(
  conversation: Pick<Conversation, 'state' | 'ownerId' | 'transfer'>,
  { id, role }: Pick<Account['agent'], 'id' | 'role'>,
  owner: Owner,
): ConversationAccess {
  const { state, ownerId } = conversation
  const mine = state === 'human' && ownerId === id
  const theirs = state === 'human' && !mine
  return {
    mine,
    mayTakeOver: !mine && (!theirs || role === 'admin'),
    takeOverAs: state === 'resolved' ? 'reopen' : 'take-over',
    confirmTakeOver: theirs,
    mayNudge: theirs,
    mayResolve: state !== 'resolved' && !theirs,
    mayHandToAi: state === 'waiting' || mine,
    locked: mine
      ? ''
      : lockedText(conversation, role === 'admin' ? { ...owner, takers: [] } : owner),
  }
}

function lockedText(
  { state, transfer }: Pick<Conversation, 'state' | 'transfer'>,
  owner: Owner,
): string {
  switch (state) {
    case 'ai':
      return t('chat.lockedAi')
    case 'waiting':
      return t('chat.lockedWaiting')
    case 'human':
      return [heldText(owner, transfer?.kind === 'offered'), takersText(owner)].join(' ').trim()
    case 'resolved':
      return t('chat.lockedResolved')
  }
}

function heldText({ name, offline }: Owner, offered: boolean): string {
  if (offline) return t('handover.lockedOffline', { name })
  return t(offered ? 'handover.lockedOffered' : 'chat.lockedOther', { name })
}

/** Whom to ask for it; whoever may take it has a button for that. */
function takersText({ takers }: Owner): string {
  if (takers.length === 0) return ''
  const names = new Intl.ListFormat(language.value, { type: 'disjunction' }).format(takers)
  return t('handover.takers', { names })
}
