import type { ListHead } from './list-head.ts'

export type ListFilter = 'all' | 'waiting' | 'mine' | 'ai' | 'others' | 'resolved'

export const LIST_FILTERS: readonly ListFilter[] = [
  'all',
  'waiting',
  'mine',
  'ai',
  'others',
  'resolved',
]

/** A conversation's group for this agent. Each group is a filter; "all" is all of them except resolved. */
export type ListGroup = Exclude<ListFilter, 'all'>

/** The sections of the whole list, from top to bottom. */
export const LIST_SECTIONS = ['offered', 'waiting', 'mine', 'ai', 'others'] as const
export type ListSection = (typeof LIST_SECTIONS)[number]

/** The group of a conversation. */
export function groupOf({ state, ownerId }: Pick<ListHead, 'state' | 'ownerId'>, me: string) {
  if (state !== 'human') return state
  return ownerId === me ? 'mine' : 'others'
}

/** The order within a group of the list. Ties are broken by id, so that the order is the same everywhere. */
export function compareHeads(a: ListHead, b: ListHead): number {
  return a.place - b.place || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}
