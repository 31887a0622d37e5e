import { computed, type Ref } from 'vue'
import type { ConversationAccess } from '../moves/conversation-access.ts'
import { lastQueued, waitingForMe } from './find-in-timeline.ts'
import { openInTab } from '../../composables/links/open-in-tab.ts'
import type { TimelineItem } from '../message/timeline.ts'
import { useSession } from '../live/useSession.ts'
import { useUndoMoves } from '../moves/useUndoMoves.ts'
import { useAction, useBlocked, type BlockedReason } from '../../composables/actions/actions.ts'

/** What the conversation on the screen can be asked for. */
interface ConversationControls {
  takeOver: () => unknown
  nudge: () => unknown
  handOver: () => unknown
  handToAi: () => unknown
  resolve: () => unknown
  resolveNext: () => unknown
  copyId: () => unknown
  close: () => unknown
  /** Shows who the customer is, ready for what is to be changed of it. */
  showDetails: (part: 'all' | 'profile' | 'tags') => unknown
  toLatest: () => unknown
  /** Puts the focus on the newest message, from where the arrow keys go on. */
  toMessages: () => unknown
  /** Quotes the message that has the focus, or else the customer's last. */
  quote: () => unknown
  undo: () => unknown
  retry: (ids: readonly string[]) => unknown
}

/** The actions of the conversation that is open. */
export function useConversationActions(
  id: string,
  shown: {
    access: Readonly<Ref<ConversationAccess>>
    state: () => 'ai' | 'waiting' | 'human' | 'resolved'
    items: Readonly<Ref<readonly TimelineItem[]>>
    atEnd: Readonly<Ref<boolean>>
  },
  controls: ConversationControls,
): void {
  const { online } = useSession()
  const { last: undoable } = useUndoMoves()
  const access = () => shown.access.value
  const resolved = () => shown.state() === 'resolved'
  const onlyMine = (): BlockedReason | null => (access().mine ? null : 'notYours')
  const mayResolve = (): BlockedReason | null =>
    access().mayResolve ? null : resolved() ? 'resolved' : 'colleague'
  const onlyOnline = (): BlockedReason | null => (online.value ? null : 'offline')
  const onlyWithMessages = (): BlockedReason | null =>
    shown.items.value.length > 0 ? null : 'nothingSaid'
  const unsent = computed(() => waitingForMe(shown.items.value))

  useAction('takeOver', {
    run: controls.takeOver,
    blocked: () => {
      if (resolved()) return 'reopen'
      return access().mayTakeOver ? null : access().mine ? 'alreadyYours' : 'colleague'
    },
  })
  useAction('reopen', {
    run: controls.takeOver,
    blocked: () => (resolved() ? null : 'notResolved'),
  })
  useAction('nudge', {
    run: controls.nudge,
    blocked: () => (access().mayNudge ? null : 'noColleague'),
  })
  useAction('handover', { run: controls.handOver, blocked: onlyMine })
  useAction('handToAi', {
    run: controls.handToAi,
    blocked: () => {
      if (access().mayHandToAi) return null
      return resolved() ? 'resolved' : shown.state() === 'ai' ? 'withAi' : 'colleague'
    },
  })
  useAction('resolve', {
    run: controls.resolve,
    blocked: mayResolve,
  })
  useAction('resolveNext', { run: controls.resolveNext, blocked: mayResolve })
  useAction('jumpToLatest', {
    run: controls.toLatest,
    blocked: () => (shown.atEnd.value ? 'atLatest' : null),
  })
  useAction('messages', { run: controls.toMessages, blocked: onlyWithMessages })
  useAction('quote', {
    run: controls.quote,
    blocked: () => onlyMine() ?? onlyWithMessages(),
  })
  useAction('customerDetails', () => controls.showDetails('all'))
  useAction('editCustomer', { run: () => controls.showDetails('profile'), blocked: onlyOnline })
  useAction('tags', { run: () => controls.showDetails('tags'), blocked: onlyOnline })
  useAction('undoSend', {
    run: controls.undo,
    blocked: () =>
      lastQueued(shown.items.value) === undefined && undoable.value.length === 0
        ? 'sentAlready'
        : null,
  })
  useAction('retry', {
    run: () => controls.retry(unsent.value),
    blocked: () => (unsent.value.length > 0 ? null : 'nothingUnsent'),
  })
  // Until somebody has transferred it: that is told with buttons of its own.
  for (const answer of ['accept', 'decline'] as const) useBlocked(answer, 'noTransfer')
  useAction('openInTab', () => openInTab(id))
  useAction('copyId', controls.copyId)
  useAction('closeConversation', controls.close)
}
