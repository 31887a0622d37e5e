import { onScopeDispose, shallowReactive } from 'vue'
import type { TextKey } from '../../locales/catalogue.ts'
import type { ActionEntry, ActionId } from './catalogue.ts'

/**
 * Why an action is not possible now, with the words for it. `absent`: nothing on the screen can do it, for most
 * because no conversation is open.
 */
export const BLOCKED = {
  absent: 'palette.blockedAbsent',
  alreadyYours: 'palette.blockedAlreadyYours',
  notYours: 'palette.blockedNotYours',
  colleague: 'palette.blockedColleague',
  noColleague: 'palette.blockedNoColleague',
  resolved: 'palette.blockedResolved',
  withAi: 'palette.blockedWithAi',
  nothingOpen: 'palette.blockedNothingOpen',
  atLatest: 'palette.blockedAtLatest',
  noSuggestion: 'palette.blockedNoSuggestion',
  notInList: 'palette.blockedNotInList',
  nothingChosen: 'palette.blockedNothingChosen',
  reopen: 'palette.blockedReopen',
  notResolved: 'palette.blockedNotResolved',
  noTransfer: 'palette.blockedNoTransfer',
  offline: 'palette.blockedOffline',
  nothingSaid: 'palette.blockedNothingSaid',
  nothingUnsent: 'palette.blockedNothingUnsent',
  sentAlready: 'palette.blockedSentAlready',
  nobodyWaits: 'palette.blockedNobodyWaits',
  emptyBox: 'palette.blockedEmptyBox',
  covered: 'palette.blockedCovered',
} as const satisfies Record<string, TextKey>
export type BlockedReason = keyof typeof BLOCKED

/** What an action does while somebody is there to do it. */
export interface ActionHandler {
  run: () => unknown
  /** Why it is not possible now; null or nothing while it is. */
  blocked?: () => BlockedReason | null
  /** Whether it is asked before those who come after it: the rows that are chosen, whatever is opened then. */
  first?: true
}

/** The last one who came is asked: the next conversation is there before the one before it has gone. */
const handlers = shallowReactive(new Map<ActionId, readonly ActionHandler[]>())

/** Says what an action does, for as long as the calling component is there. */
export function useAction(id: ActionId, handler: ActionHandler | (() => unknown)): void {
  const added: ActionHandler = typeof handler === 'function' ? { run: handler } : handler
  handlers.set(id, [...(handlers.get(id) ?? []), added])
  onScopeDispose(() => {
    const left = (handlers.get(id) ?? []).filter((one) => one !== added)
    if (left.length > 0) handlers.set(id, left)
    else handlers.delete(id)
  })
}

/** Says why an action is not possible, for as long as the calling component is there. */
export function useBlocked(id: ActionId, reason: BlockedReason): void {
  useAction(id, { run: () => undefined, blocked: () => reason })
}

function handlerOf(id: ActionId): ActionHandler | undefined {
  const all = handlers.get(id) ?? []
  return all.findLast(({ first }) => first) ?? all.at(-1)
}

/** Why an action is not possible now; null while it is. Reactive where it is read. */
export function blockedBy(id: ActionId): BlockedReason | null {
  const handler = handlerOf(id)
  return handler ? (handler.blocked?.() ?? null) : 'absent'
}

/** Whether an action is offered to whoever is signed in: what only admins may do is not shown to others. */
export function isOffered({ id, adminsOnly }: ActionEntry): boolean {
  return !adminsOnly || blockedBy(id) !== 'absent'
}

/** Does an action if it is possible now, and tells whether it was. */
export function runAction(id: ActionId): boolean {
  if (blockedBy(id) !== null) return false
  handlerOf(id)?.run()
  return true
}
